### Offboard dalam bahasa Indonesia. Label navigasi admin sama di semua bahasa dan berada di kode.

## Program

program-name = Offboard

# --- 1 ---
# --- 1 ---
# --- 1 ---

## Angka, ukuran dan tanggal


# --- 2 ---

size-less-than-1kb = Kurang dari 1kB
size-kb = { $amount } kB
size-mb = { $amount } MB
size-gb = { $amount } GB
time-never = belum pernah
time-just-now = baru saja
time-soon = sebentar lagi
time-ago = { $span } yang lalu
time-since = sejak { $span } yang lalu
time-in = { $span } lagi
span-seconds = { $count } detik
span-minutes = { $count } menit
span-hours = { $count } jam
span-days = { $count } hari
span-months = { $count } bulan
span-years = { $count } tahun
duration-seconds = { $seconds } dtk
duration-minutes = { $minutes } mnt { $seconds } dtk
duration-hours = { $hours } jam { $minutes } mnt
duration-days = { $days } hr { $hours } jam

# --- 2 ---

## Alasan, hasil, keadaan dan kesalahan


# --- 3 ---

role-auditor = auditor
role-help-desk = petugas help desk
role-sub-admin = sub-admin
role-full-admin = admin penuh

reason-needs-role-auditor = Hanya auditor dan admin penuh yang dapat melakukannya.
reason-needs-role-help-desk = Hanya petugas help desk, sub-admin, dan admin penuh yang dapat melakukannya.
reason-needs-role-sub-admin = Hanya sub-admin dan admin penuh yang dapat melakukannya.
reason-needs-role-full-admin = Hanya admin penuh yang dapat melakukannya.
reason-needs-verified-request = Petugas help desk hanya dapat melakukannya pada permintaan yang identitas pembelajarnya sudah diverifikasi.
reason-needs-approver = Permintaan lisensi disetujui oleh sub-admin dan admin penuh, dan permintaan lain hanya oleh admin penuh.
reason-needs-approval = Peran Anda meminta persetujuan untuk hal ini: catat permintaan, lalu jalankan dari sana.
reason-not-connected = Tidak ada profil LinkedIn yang terhubung.
reason-profiles-not-offered = Akun ini tidak menyediakan koneksi profil LinkedIn.
reason-on-hold = Data pembelajar dikunci untuk keperluan hukum (legal hold). Admin penuh harus membuka kunci itu terlebih dahulu.
reason-not-on-hold = Data pembelajar tidak dikunci (legal hold).
reason-is-operator = Pengguna ini adalah operator konsol ini. Akun operatornya harus dinonaktifkan terlebih dahulu.
reason-is-self = Ini pengguna Anda sendiri: perlu admin penuh lain.
reason-user-gone = Tidak ada pengguna tersebut di akun ini.
reason-email-taken = Alamat email ini milik pengguna lain.
reason-id-taken = ID pengguna unik ini milik pengguna lain.
reason-email-deleted = Alamat email ini milik pengguna yang dihapus pada { $date } dalam batch { $batch }. Admin penuh dapat mengizinkannya dipakai lagi di Me > Deleted users.
reason-id-deleted = ID pengguna unik ini milik pengguna yang dihapus pada { $date } dalam batch { $batch }. Admin penuh dapat mengizinkannya dipakai lagi di Me > Deleted users.
reason-email-deleted-line = Alamat email ini milik pengguna yang dihapus pada { $date } dalam batch { $batch }, baris { $line }. Admin penuh dapat mengizinkannya dipakai lagi di Me > Deleted users.
reason-id-deleted-line = ID pengguna unik ini milik pengguna yang dihapus pada { $date } dalam batch { $batch }, baris { $line }. Admin penuh dapat mengizinkannya dipakai lagi di Me > Deleted users.
reason-bad-email-empty = Alamat email kosong.
reason-bad-email-invalid = Ini bukan alamat email. Tulis seperti name@example.com.
reason-bad-email-suspicious = Alamat email berisi karakter tak terlihat. Ketik ulang secara manual.
reason-bad-email-too-long = Alamat email lebih panjang dari 1.024 byte.
reason-bad-id-empty = ID pengguna unik kosong.
reason-bad-id-invalid = Ini tidak mungkin ID pengguna unik.
reason-bad-id-spreadsheet-number = Lembar kerja mengubah ID pengguna unik ini menjadi angka. Format kolomnya sebagai teks, lalu masukkan ulang ID tersebut.
reason-suspicious-characters = Teks berisi karakter yang tidak terlihat atau membalik urutan karakter lain ({ $character }). Hapus karakter itu, atau ketik ulang teksnya secara manual.
reason-line-break = Isinya terpotong menjadi beberapa baris atau memuat tab. Isi ini harus satu baris: hapus pemisah barisnya.
reason-bad-id-suspicious = ID pengguna unik berisi karakter tak terlihat. Ketik ulang secara manual.
reason-bad-id-too-long = ID pengguna unik lebih panjang dari 1.024 byte.
reason-identifier-missing = Pengguna memerlukan alamat email atau ID pengguna unik.
reason-ids-disagree = Alamat email dan ID pengguna unik milik pengguna yang berbeda.
reason-nobody-gone = Semua pengguna akun ini ada di file.
reason-roster-has-faults = { $count } baris gagal. Sebelum diperbaiki, tidak jelas siapa yang dimaksud.
reason-roster-is-part = File ini tidak memuat { $gone } dari { $count } pengguna. Itu lebih banyak daripada yang boleh dilepas akun ini sekaligus, jadi file dianggap hanya sebagian akun dan tidak ada yang diusulkan.
reason-id-would-change = Baris ini akan memberi pengguna ini ID pengguna unik lain. Hanya kolom new_unique_user_id yang mengubah ID; isi ID saat ini di unique_user_id.


reason-license-not-held = Pembelajar tidak memiliki lisensi ini.
reason-seats-in-use = { $count } kursi sedang dipakai. Jumlah kursi tidak dapat kurang dari itu.
reason-license-in-use = { $count } pembelajar memiliki lisensi ini. Sebutkan jenis lisensi penggantinya.
reason-no-license-types = Belum ada jenis lisensi.

reason-duplicate-of = Baris { $line } sudah memuat pengguna, alamat, atau ID ini. Jika baris itu melepas alamatnya untuk orang lain, tulis ID pengguna unik orang itu di samping alamat di baris ini.
reason-giver-left-out = Baris { $line } akan melepas alamat atau ID ini, tetapi baris itu sendiri tidak ikut diimpor. Perbaiki dulu baris { $line }.
reason-giver-at-provider = Baris { $line } melepas alamat atau ID ini, tetapi masih ada perubahan pembelajar itu yang terbuka di penyedia, yang mengenalnya dengan alamat atau ID ini. Tunggu sampai perubahan itu selesai.
reason-name-missing = Nama harus diisi.
reason-name-reserved = Kata ini berarti tidak ada lisensi, jadi tidak ada jenis lisensi yang bernama begitu. Pilih nama lain.
reason-import-not-reviewed = File belum dibandingkan dengan akun. Lanjutkan dulu ke peninjauan.
cli-import-gone-failed = Ada baris yang gagal: siapa pun yang tidak dikenali di dalamnya terhitung tidak ada di file.
receipt-learning-imported-fewer = Laporan { $period } sudah diimpor: { $learners } pembelajar. Di total: { $minutes } menit { $minutes_way ->
    [fewer] lebih sedikit
   *[more] lebih banyak
}, { $completions } penyelesaian { $completions_way ->
    [fewer] lebih sedikit
   *[more] lebih banyak
}.
reason-name-taken = Nama ini sudah dipakai.
reason-too-long = Paling banyak { $count } karakter yang disimpan.
reason-reason-missing = Alasan harus diisi.
reason-group-gone = Grup tersebut tidak ada.
reason-unknown-license = Tidak ada jenis lisensi bernama { $name }.
reason-no-seats = Kurang { $count } kursi.
reason-phrase-needed = Ini melewati batas pengaman. Ketik frasa: { $phrase }
reason-nothing-to-delete = Tidak ada yang akan dihapus dari file ini.
reason-already-batch = File ini sudah menjadi batch { $batch }.
reason-no-report-learner = Tidak ada kolom yang menyebutkan milik siapa sebuah baris: email maupun ID unik. Sebutkan kolomnya.
reason-no-report-learning = Tidak ada kolom yang menyebutkan apa yang dipelajari: waktu menonton maupun judul. Sebutkan kolomnya.
reason-no-report-ambiguous-dates = Tanggal dalam file dapat dibaca dengan dua cara (03/04 berarti 3 April atau 4 Maret). Sebutkan apakah hari atau bulan yang ditulis lebih dulu.
reason-no-report-ambiguous-times = Waktu dalam file dapat dibaca dengan dua cara (1:30 berarti satu jam 30 menit, atau satu menit 30 detik). Sebutkan yang mana.
reason-no-report-contradicting-dates = Sebagian tanggal menulis hari lebih dulu, sebagian lagi bulan. Perbaiki agar semuanya ditulis sama.
reason-no-roster-open-columns = Belum disebutkan tujuan { $count } kolom dalam file: { $names }.
reason-no-roster-which-license = { $count ->
    [0] File ini berisi status lisensi, padahal akun ini belum memiliki jenis lisensi. Sebutkan jenisnya dan minta agar dibuat: --license TYPE --make-licenses
   *[other] File ini berisi status lisensi, dan akun ini memiliki { $count } jenis lisensi. Sebutkan jenisnya: --license TYPE
}
reason-no-roster-no-license-column = Jenis lisensi disebutkan, tetapi tidak ada kolom status lisensi dalam file.
reason-no-roster-dates-without-license = File ini berisi tanggal undangan atau aktivasi, tetapi tidak ada kolom yang menyebutkan siapa pemegang lisensi. Abaikan kolom itu, atau sebutkan kolom mana yang merupakan status lisensi.
reason-period-overlaps = Periode ini beririsan dengan { $period } yang sudah diimpor. Impor periode yang persis sama untuk menggantikannya, atau periode di sebelahnya.
reason-period-ahead = Periode { $period } belum tiba: belum ada yang belajar di dalamnya. Sebutkan periode laporan ini.
reason-days-outside-period = Semua hari yang disebut barisnya berada di luar periode { $period }: yang disebut { $days }. Tidak ada yang diimpor. Sebutkan periode laporan ini.
reason-more-than-period = Baris { $line } menyebut waktu atau hari seorang pembelajar lebih banyak daripada yang ada di periode { $period }. Tidak ada yang diimpor. Perbaiki baris itu, atau periodenya.
reason-period-emptied = { $count } pembelajar akan kehilangan isi impor sebelumnya untuk periode ini: lebih banyak daripada yang tetap memilikinya. Tidak ada yang diimpor sampai seseorang menyetujuinya.
reason-too-many-courses = Akun akan memiliki lebih dari 65.535 kursus.
reason-nothing-reviewed = Belum ada file yang diperiksa.
reason-review-gone = Peninjauan sudah berakhir, atau filenya sudah tidak ada. Periksa kembali file tersebut.
reason-batch-gone = Batch tersebut tidak ada.
reason-batch-before-restore = Batch { $batch } tidak ada di basis data ini sejak cadangan dipulihkan pada { $date }. Jurnal penghapusan mencatat { $count } penghapusannya; tanyakan satu per satu dengan email atau ID. Baris dan sertifikatnya ada di basis data yang digantikan.
reason-batch-is-awaiting-approval = Batch sedang menunggu persetujuan.
reason-batch-is-scheduled = Batch sudah dijadwalkan dan belum dimulai.
reason-batch-is-processing = Batch sedang diproses.
reason-batch-is-paused = Batch sedang dijeda.
reason-batch-is-erasing = Semua baris sudah selesai diproses; data yang dihapus sedang dibersihkan dari file.
reason-batch-is-completed = Batch sudah selesai.
reason-batch-is-completed-with-errors = Batch sudah selesai; sebagian baris gagal.
reason-batch-is-cancelled = Batch sudah dibatalkan.
reason-batch-is-withdrawn = Batch sudah ditarik.
reason-bad-wait = Masa tunggu harus 0 sampai 7 hari, dan tidak lebih singkat dari masa tunggu akun.
reason-bad-setting = { $name } harus berupa { $allowed }.
reason-not-deleted = Ini bukan milik pengguna yang sudah dihapus.
reason-two-fit = Ini alamat email seorang pengguna dan ID unik pengguna lain. Tulis email: atau id: di depannya untuk menentukan yang mana.
reason-upload-gone = File yang diupload sudah tidak disimpan.
reason-no-failed-rows = Tidak ada baris yang gagal dalam batch ini, sehingga tidak ada file hasil.
reason-batch-not-over = Batch belum selesai.
reason-mail-gone = Pesan tersebut tidak ada.
reason-mail-sent = Pesan sudah terkirim.
reason-sign-in-failed = Nama atau frasa sandi salah.
reason-locked = Terlalu banyak upaya masuk yang gagal. Coba lagi dalam { $duration }.
reason-disabled = Operator ini dinonaktifkan.
reason-passphrase-common = Frasa sandi ini termasuk yang paling dulu dicoba orang. Pilih yang tidak mudah ditebak, misalnya empat kata yang tidak berhubungan.
reason-passphrase-short = Frasa sandi memerlukan paling sedikit { $count } karakter.
reason-nothing-marked = Tidak ada yang ditandai.
reason-no-trouble = Tidak ada yang menghalangi batch ini.

outcome-deleted = dihapus
outcome-already-deleted = sudah dihapus
outcome-not-found = tidak ditemukan
outcome-duplicate = duplikat
outcome-invalid-email = email tidak valid
outcome-invalid-id = ID tidak valid
outcome-empty-row = baris kosong
outcome-wrong-field-count = terlalu banyak kolom
outcome-malformed-row = baris tidak terbaca
outcome-suspicious-characters = karakter tak terlihat
outcome-ids-disagree = email dan ID tidak cocok
outcome-on-hold = legal hold
outcome-protected-operator = operator
outcome-self = pengguna sendiri
outcome-withdrawn = ditarik
outcome-repeated-header = header berulang
outcome-cancelled = dibatalkan
outcome-would-delete = akan dihapus
outcome-pending = menunggu

row-deleted = Pengguna dan semua datanya sudah dihapus.
row-would-delete = Pengguna dan semua datanya akan dihapus.
row-pending = Giliran baris ini belum tiba.
row-already-deleted = Sudah dihapus sebelumnya. Hapus baris ini dari file.
row-already-deleted-in = Sudah dihapus pada { $date } dalam batch { $batch }. Hapus baris ini dari file.
row-already-deleted-at = Sudah dihapus pada { $date } dalam batch { $batch }, baris { $line }. Hapus baris ini dari file.
row-not-found = Tidak ada pengguna di akun ini dengan email atau ID tersebut. Periksa ejaannya; pada ID, huruf besar juga dibedakan.
row-duplicate = Pengguna yang sama ada di baris sebelumnya. Tidak perlu tindakan.
row-duplicate-of = Pengguna yang sama ada di baris { $line }. Tidak perlu tindakan.
row-invalid-email = Ini bukan alamat email. Tulis seperti name@example.com.
row-invalid-id = Ini tidak mungkin ID pengguna unik. Jika lembar kerja mengubahnya menjadi angka, format kolomnya sebagai teks lalu masukkan ulang ID tersebut.
row-empty-row = Email dan ID tidak diisi. Isi salah satunya, atau hapus barisnya.
row-wrong-field-count = Jumlah kolom di baris ini melebihi header. Beri tanda kutip pada isian yang memuat tanda pemisah.
row-malformed-row = Ada isian yang memuat NUL atau lebih panjang dari 1.024 byte. Masukkan ulang.
row-hint = Lembar kerja mungkin mengubahnya dari { $identifier }. Periksa dulu; tidak ada yang dipilih karenanya.
row-hint-others = Lembar kerja mungkin mengubahnya dari { $identifier }, atau dari { $count } lainnya. Periksa dulu; tidak ada yang dipilih karenanya.
review-ids-as-emails = { $count } baris ({ $lines }): ID dibaca sebagai alamat email, karena tidak ada yang memiliki ID itu.
review-emails-as-ids = { $count } baris ({ $lines }): alamat email dibaca sebagai ID, karena tidak ada yang memiliki alamat itu.
row-suspicious-characters = Email atau ID berisi karakter tak terlihat. Ketik ulang secara manual.
row-ids-disagree = Email dan ID milik dua pengguna yang berbeda. Perbaiki salah satunya, atau kosongkan salah satunya.
row-on-hold = Data pembelajar dikunci untuk keperluan hukum (legal hold). Admin penuh harus membuka kunci itu terlebih dahulu.
row-protected-operator = Pengguna ini adalah operator konsol ini. Nonaktifkan akun operatornya terlebih dahulu.
row-self = Ini pengguna Anda sendiri. Admin penuh lain dapat menghapusnya.
row-withdrawn = Batch ditarik sebelum waktunya. Tidak ada yang dihapus.
row-repeated-header = Baris header berulang; bukan pengguna. Tidak perlu tindakan.
row-cancelled = Batch dibatalkan, atau baris ini ditarik kembali, sebelum penggunanya dihapus. Upload ulang baris ini untuk menghapus penggunanya.

terminated-missing-header = Kolom { $column } tidak ada. Kedua header kolom harus tetap ada, meskipun salah satunya tidak diisi.
terminated-missing-headers = Header kolom primary_email_address dan unique_user_id tidak ada. Keduanya harus tetap ada, meskipun salah satunya tidak diisi.
terminated-duplicate-header = Kolom { $column } muncul dua kali di header. Hapus salah satunya.
terminated-too-large = File ini berisi { $bytes } byte. Ukurannya harus kurang dari 15.000.000 byte (15 MB). Bagi menjadi beberapa file, masing-masing dengan baris header.
terminated-too-many-rows = File ini memiliki { $rows } baris; akun ini mengizinkan { $allowed }. Bagi menjadi beberapa file, masing-masing dengan baris header.
terminated-workbook = Ini buku kerja Excel. Hanya CSV yang didukung: buka di aplikasi lembar kerja, pilih Save As, lalu pilih jenis file “CSV UTF-8 (Comma delimited)”.
terminated-pdf = Ini PDF. Hanya CSV yang didukung: ekspor daftarnya sebagai CSV dari sumbernya.
terminated-archive = Ini arsip terkompresi. Hanya CSV yang didukung: ekstrak arsipnya, lalu pilih CSV di dalamnya.
terminated-image = Ini gambar. Hanya CSV yang didukung: ekspor daftarnya sebagai CSV dari sumbernya.
terminated-binary = Ini bukan file teks. Hanya CSV yang didukung.
terminated-bad-encoding = Enkode teks tidak terbaca. Simpan file sebagai CSV dalam UTF-8.
terminated-bad-encoding-line = Baris { $line }: enkode teks tidak terbaca. Simpan file sebagai CSV dalam UTF-8.
terminated-unclosed-quote = Ada isian bertanda kutip yang tidak pernah ditutup. Tutup tanda kutipnya, atau hapus.
terminated-unclosed-quote-line = Baris { $line }: isian bertanda kutip dibuka di sini dan tidak pernah ditutup. Tutup tanda kutipnya, atau hapus.
terminated-malformed = Ada tanda kutip di tengah isian, atau ada sesuatu setelah tanda kutip penutup. Apit seluruh isian dengan tanda kutip dan gandakan tanda kutip di dalamnya.
terminated-bad-header = Baris pertama tidak mungkin header: ada nama yang lebih panjang dari 1.024 byte, jumlahnya lebih dari 16.384, atau ada yang berisi NUL.
terminated-bad-header-line = Baris { $line }: baris pertama tidak mungkin header: ada nama yang lebih panjang dari 1.024 byte, jumlahnya lebih dari 16.384, atau ada yang berisi NUL.
review-warning-roster-headers = Kolomnya adalah kolom roster. File penghapusan hanya berisi pengguna yang keluar. Untuk menambah atau mengubah pengguna: People > Users, a, By CSV.
review-warning-nearly-everybody = File ini mencakup lebih dari 90 % semua pengguna akun. Pastikan isinya pengguna yang keluar, bukan yang tetap.
review-warning-nobody-approves = Admin penuh kedua harus menyetujui ini, dan tidak ada yang dapat melakukannya: tidak ada admin penuh lain yang dapat masuk dan mendapat aksesnya dari orang lain. Batch akan menunggu 72 jam lalu ditarik.
terminated-malformed-line = Baris { $line }: ada tanda kutip di tengah isian, atau ada sesuatu setelah tanda kutip penutup. Apit seluruh isian dengan tanda kutip dan gandakan tanda kutip di dalamnya.
terminated-unaccounted = Tidak semua baris file dapat dipertanggungjawabkan, sehingga file ini ditolak. Harap laporkan bentuk filenya, bukan isinya.

batch-state-awaiting-approval = menunggu persetujuan
batch-state-scheduled = dijadwalkan
batch-state-processing = diproses
batch-state-paused = dijeda
batch-state-erasing = pembersihan
batch-state-completed = selesai
batch-state-completed-with-errors = selesai dengan kesalahan
batch-state-cancelled = dibatalkan
batch-state-withdrawn = ditarik
batch-standing-interrupted = terputus
batch-standing-due-unattended = jatuh tempo, tidak ada yang menjalankan
batch-standing-unpurged-unattended = baris selesai, belum dibersihkan
batch-standing-confirmer-left = dijeda, tanpa penanggung jawab
batch-standing-nobody-approves = menunggu, tidak ada yang dapat menyetujui
batch-advice-interrupted = Batch { $batch } terputus, dan tidak ada yang menjalankannya. Lanjutkan: offboard deletions resume { $batch }. Konsol yang terbuka atau offboard run juga melanjutkannya.
batch-advice-due-unattended = Batch { $batch } boleh dimulai, dan tidak ada yang menjalankannya. Mulai: offboard deletions resume { $batch }. Konsol yang terbuka atau offboard run juga memulainya.
batch-advice-unpurged-unattended = Semua baris batch { $batch } sudah selesai diproses, tetapi yang dihapus masih ada di dalam file, dan tidak ada yang membersihkannya. Bersihkan: offboard deletions resume { $batch }. Konsol yang terbuka atau offboard run juga melakukannya.
batch-advice-confirmer-left = Penanggung jawab batch { $batch } tidak lagi boleh menghapus pembelajar, jadi batch dijeda. Admin penuh lain dapat melanjutkannya dan bertanggung jawab, membatalkannya atau, selama belum dimulai, menariknya.
batch-advice-nobody-approves = Tidak ada yang dapat menyetujui batch { $batch }: tidak ada admin penuh lain yang dapat masuk dan mendapat aksesnya dari orang lain. Tarik batch ini (offboard deletions withdraw { $batch }), atau matikan admin penuh kedua, tambahkan atau aktifkan admin penuh lain, lalu nyalakan lagi (offboard account set second_admin=no, lalu yes).
residue-found = File basis data diperiksa: { $count } alamat orang yang dihapus masih ada di dalamnya.
residue-doubtful = Di { $count } tempat tidak dapat dipastikan apakah ada alamat orang yang dihapus.
residue-there = ada di sana
residue-in-doubt = diragukan: mungkin alamat lebih pendek milik pengguna yang masih ada
residue-to-do = Jalankan offboard db purge. Yang masih ada sesudahnya tertulis di teks yang dibuat orang: offboard db residue menampilkan teks itu dan mengeluarkan alamatnya.

request-kind-disconnect = putus koneksi
request-kind-revoke = cabut lisensi
request-kind-delete = hapus pengguna
request-state-new = Baru
request-state-in-review = Ditinjau
request-state-waiting-for-learner = Menunggu pembelajar
request-state-waiting-for-approval = Menunggu persetujuan
request-state-scheduled = Dijadwalkan
request-state-done = Selesai
request-state-rejected = Ditolak
request-state-cancelled = Dibatalkan
request-view-unassigned = Belum diambil
request-view-mine = Milik saya
request-view-waiting-for-my-approval = Persetujuan saya
request-view-overdue = Terlambat
request-view-all = Semua
requests-search = nama, email, ID, pemilik, atau #nomor
requests-none-match = Tidak ada permintaan yang cocok di sini. Esc menghapus pencarian dan saringan.
requests-filter-kind = jenis
requests-filter-state = status
request-is-first = Ini permintaan pertama dalam daftar.
request-is-last = Ini permintaan terakhir dalam daftar.
command-next-request = berikutnya
command-next-request-help = Membuka permintaan berikutnya dari daftar asal permintaan ini.
command-previous-request = sebelumnya
command-previous-request-help = Membuka permintaan sebelum ini dalam daftarnya.
mail-state-queued = menunggu
mail-state-sent = terkirim
mail-state-failed = gagal
mail-kind-reregister = undangan mendaftar ulang
mail-kind-batch-completed = batch selesai

act-disconnect = koneksi profil LinkedIn diputus
act-prepared-disconnect = pemutusan disiapkan untuk penyedia
act-prepared-license-set = pencabutan disiapkan untuk penyedia
act-prepared-license-take = pencabutan disiapkan untuk penyedia
act-prepared-seats-reclaim = pencabutan disiapkan untuk penyedia
act-prepared-request-do = permintaan disiapkan untuk penyedia
act-license-give = lisensi diberikan
act-license-take = lisensi dicabut
act-license-type-add = jenis lisensi dibuat
act-license-type-rename = jenis lisensi diganti nama
act-license-type-seats = kursi diubah
act-license-type-remove = jenis lisensi dihapus
act-user-add = pengguna ditambahkan
act-hold-place = legal hold diterapkan
act-hold-lift = legal hold dibuka
act-user-edit = profil diubah
act-users-import = pengguna diimpor
act-columns-forget = kolom yang diingat dilupakan
act-import-begin = file impor dibuka
act-learning-import = laporan pembelajaran diimpor
act-group-create = grup dibuat
act-group-rename = grup diganti nama
act-group-remove = grup dihapus
act-group-add = ditambahkan ke grup
act-group-take-out = dikeluarkan dari grup
act-batch-confirm = batch penghapusan dikonfirmasi
act-batch-cancel = batch penghapusan dibatalkan
act-batch-resume = batch penghapusan dilanjutkan
act-batch-withdraw = batch penghapusan ditarik
act-identifier-release = identitas terhapus diizinkan dipakai lagi
act-settings-change = pengaturan akun diubah
act-language-set = bahasa sendiri diubah
act-theme-set = tema sendiri diubah
act-zone-set = zona waktu sendiri diubah
act-passphrase-set = frasa sandi sendiri diubah
act-mail-send-again = email dikirim ulang
act-mail-lost = surat terakhir kepada pembelajar yang dihapus ditolak; surat itu sudah tidak ada
act-account-create = akun dibuat
act-key-renew = kunci dibuat baru
act-export = file diambil
act-refused = tindakan ditolak
act-review = file penghapusan diperiksa
act-db-backup = cadangan ditulis
act-db-restore = cadangan dipulihkan
act-batch-chunk = pengguna dihapus
act-batch-start = batch penghapusan dimulai
act-batch-pause = batch penghapusan dijeda
act-batch-finish = batch penghapusan selesai
act-batch-purge = pengguna terhapus dibersihkan dari file
act-erasures-apply = penghapusan terdahulu diterapkan
act-sign-in = masuk
act-sign-ins = { $count } kali masuk berturut-turut
act-sign-in-failed = gagal masuk
act-operator-create = operator ditambahkan
act-users-seed = pembelajar demo ditambahkan

receipt-disconnected-one = Koneksi profil LinkedIn { $name } sudah diputus.
receipt-disconnected = Koneksi { $count } profil LinkedIn sudah diputus.
receipt-passed-over = { $count } pembelajar dilewati.
receipt-license-taken-one = { $name } tidak lagi memiliki lisensi { $license }. Lisensi lainnya tetap.
receipt-license-taken = { $count } pembelajar tidak lagi memiliki lisensi { $license }. Lisensi lainnya tetap.
receipt-license-type-added = Jenis lisensi { $name } sudah dibuat.
receipt-license-type-renamed = Jenis lisensi kini bernama { $name }.
receipt-seats-set = { $name } kini memiliki { $count } kursi.
receipt-license-type-removed = Jenis lisensi { $name } sudah dihapus. { $count ->
    [0] Tidak ada yang memilikinya.
   *[other] { $count } pembelajar memiliki lisensi lain sebagai gantinya.
}
receipt-user-added = { $name } sudah ditambahkan.
receipt-hold-placed = Data { $count } pembelajar kini dikunci untuk keperluan hukum (legal hold).
receipt-hold-lifted = Kunci legal hold atas data { $count } pembelajar sudah dibuka.
receipt-profile-saved = Profil { $name } sudah disimpan.
receipt-imported = Diimpor: { $added } ditambahkan, { $changed } diubah, { $unchanged } tetap, { $refused } ditolak.
receipt-columns-forgotten = Kolom file dengan baris header ini dilupakan.
receipt-learning-imported = Laporan { $period } sudah diimpor: { $learners } pembelajar, { $minutes } menit dan { $completions } penyelesaian ditambahkan ke total.
receipt-group-created = Grup { $name } sudah dibuat.
receipt-group-renamed = Grup kini bernama { $name }.
receipt-group-removed = Grup { $name } sudah dihapus. Anggotanya tetap ada.
receipt-added-to-group = { $count } pembelajar ditambahkan ke { $name }.
receipt-removed-from-group = { $count } pembelajar dikeluarkan dari { $name }.
receipt-batch-confirmed = File ini menjadi batch { $batch }.
receipt-batch-cancelled-there = { $count ->
    [0] Batch { $batch } dibatalkan. Tidak ada barisnya yang dimiliki penyedia.
   *[other] Batch { $batch } dibatalkan sejauh penyedia belum memilikinya. Penyedia memiliki { $count } barisnya, dan itu tidak bisa dipanggil kembali: barisnya berakhir oleh bukti, atau ketika seseorang tidak menunggunya lagi.
    }
receipt-batch-cancelled = Batch { $batch } diminta berhenti dan berhenti pada potongan berikutnya. Yang sudah dihapus sampai saat itu tetap terhapus; sisanya tidak disentuh.
receipt-batch-resumed = Batch { $batch } berlanjut dari posisi terakhirnya.
receipt-batch-taken-over = Batch { $batch } berlanjut dari posisi terakhirnya. Mulai sekarang Anda yang bertanggung jawab.
receipt-batch-asks-again = Anda telah menyetujui batch { $batch } dan mulai sekarang bertanggung jawab atasnya, jadi admin penuh lain harus menyetujuinya.
receipt-batch-withdrawn = Batch { $batch } ditarik. Tidak ada yang dihapus.
receipt-identifiers-released = { $released ->
    [1] Identitas ini diizinkan dipakai lagi.
   *[other] Email dan ID pengguna terhapus ini diizinkan dipakai lagi.
}
receipt-identifier-released-others-left = Identitas ini diizinkan dipakai lagi. Identitas lain milik pengguna yang sama masih ditolak.
receipt-settings-saved = Pengaturan sudah disimpan.
receipt-preference-saved = Sudah disimpan.
receipt-mail-queued = Pesan akan dikirim ulang.

notice-stopped = Offboard dihentikan di tengah batch. Semua yang sudah diputuskan saat itu kini sudah dilaksanakan, termasuk { $count } penghapusan yang sedang berjalan. Tidak ada yang hilang atau dikerjakan dua kali.
notice-erasures-applied = Setelah gangguan atau dari cadangan lama, { $count } penghapusan belum ada di basis data. Semuanya sudah dilengkapi dari jurnal penghapusan; tidak ada lagi yang perlu dilakukan.
notice-journal-lost = Jurnal penghapusan tidak ada. Basis data ini tetap mengetahui penghapusannya. Jika Anda mempunyai jurnal yang lama, kembalikan sekarang. Jika tidak, tindakan berikutnya dari admin penuh memulai jurnal baru dari apa yang diketahui basis data ini.
notice-zone-taken = Akun ini belum memiliki zona waktu. Sekarang akun memakai zona waktu komputer ini: { $zone }. Admin penuh dapat mengubahnya di pengaturan akun (time_zone).
notice-exposed = { $path } dapat dibaca atau diganti oleh pengguna lain di komputer ini. Batasi hanya untuk pemiliknya: chmod 600 untuk file, chmod 700 untuk foldernya.

error-refused-means = Tidak ada yang diubah.
error-not-allowed-means = Tidak ada yang diubah.
error-sign-in-remedy = Jika frasa sandi hilang, admin penuh menetapkan yang baru: Me > Operators, atau offboard operators passphrase NAMA.
error-not-allowed-remedy = Mintalah bantuan operator yang berwenang, atau masuk sebagai operator tersebut.
error-conflict-means = Tidak ada yang diubah.
error-conflict-already-batch-remedy = Lihat batch tersebut terlebih dahulu. Untuk menjalankan file yang sama sekali lagi, konfirmasikan bahwa Anda menghendakinya.
error-stale = Data yang menjadi dasar keputusan ini sudah berubah.
error-stale-means = Tidak ada yang diubah.
error-stale-remedy = Lihat kembali, lalu putuskan lagi.
error-terminated-means = Pemeriksaan file dihentikan (Terminated). Tidak ada yang berubah di akun.
error-terminated-remedy = Perbaiki file, lalu periksa kembali.
error-not-found = { $what } tidak ditemukan.
error-not-found-means = Tidak ada yang diubah.
error-not-found-remedy = Periksa ejaannya; pada ID, huruf besar juga dibedakan.
error-usage-means = Tidak ada yang dilakukan.
error-usage-remedy-of = Lihat offboard { $verb } --help.
error-usage-remedy = Lihat offboard --help.
error-disk-full = Ruang disk sudah habis.
error-disk-full-means = Yang sudah disimpan tetap aman. Yang sedang ditulis belum tersimpan; batch yang berjalan dijeda tanpa kehilangan apa pun.
error-disk-full-remedy = Sediakan ruang, lalu coba lagi atau lanjutkan batch.
error-read-only = File atau foldernya tidak dapat ditulis.
error-read-only-means = Tidak ada yang diubah.
error-read-only-remedy = Periksa izinnya, atau pilih tempat lain.
error-no-such-file = File { $path } tidak ada.
error-no-such-file-means = Tidak ada yang diubah.
error-no-such-file-remedy = Periksa lokasinya.
error-exists = { $path } sudah ada.
error-exists-means = File itu dibiarkan apa adanya.
error-exists-remedy = Pilih nama lain.
error-of-the-database = { $path } termasuk basis data yang sedang terbuka.
error-of-the-database-means = Tidak ada yang diubah.
error-of-the-database-remedy = Pilih file lain.
error-not-a-file = { $path } bukan file biasa.
error-not-a-file-means = Tidak ada yang diubah.
error-not-a-file-remedy = Pilih sebuah file.
error-key-missing = File kunci { $path } tidak ada.
error-key-missing-means = Tidak ada yang diubah. Tanpa file itu pengguna yang dihapus tidak dapat ditanyakan, dan log aktivitas tidak dapat diverifikasi.
error-key-missing-remedy = Kembalikan file kunci dari salinan Anda. Jika sudah hilang untuk selamanya, buat yang baru dengan offboard db rekey.
error-key-damaged = File kunci { $path } rusak.
error-key-damaged-means = Tidak ada yang diubah. Basis datanya sendiri mungkin utuh.
error-key-damaged-remedy = Kembalikan file kunci dari salinan Anda. Jika tidak ada salinan, pindahkan yang rusak dan buat kunci baru dengan offboard db rekey.
error-journal-damaged = Jurnal penghapusan { $path } rusak, diambil saat dipakai, atau bukan jurnal basis data ini.
error-journal-damaged-means = Tidak ada yang diubah. Basis datanya sendiri mungkin utuh.
error-journal-damaged-remedy = Kembalikan salinan jurnal terbaru. Jika tidak ada, pindahkan yang rusak: jurnal baru dimulai, dan cadangan yang lebih lama hanya dapat dipulihkan dengan --despite-gap, tanpa penghapusan sesudahnya.
error-host-key-damaged = Kunci host { $path } rusak.
error-host-key-damaged-means = Tidak ada yang dilayani. Tidak ada yang diubah.
error-host-key-damaged-remedy = Kembalikan kunci host dari salinan Anda. Jika tidak ada, pindahkan yang rusak: kunci baru dibuat, dan setiap operator harus menerimanya.
error-connection-damaged = File koneksi ke server SCIM, { $path }, rusak.
error-connection-damaged-means = Tidak ada panggilan yang dilakukan, dan tidak ada yang diubah.
error-connection-damaged-remedy = Pindahkan file itu dan sambungkan lagi dengan offboard provider connect.
error-other-key = File kunci { $path } bukan kunci terbaru dari basis data ini.
error-other-key-means = Tidak ada yang diubah.
error-other-key-remedy = Letakkan file kunci basis data ini di tempatnya, dan simpan yang ada sekarang dengan nama lain.
error-other-account = Cadangan { $path } dibuat dengan kunci lain, bukan kunci di samping basis data.
error-other-account-means = Mungkin cadangan itu milik akun lain, atau lebih lama dari kunci yang baru. Tidak ada yang diubah.
error-other-account-remedy = Pilih cadangan lain, atau pulihkan di tempat tersendiri, di samping file kuncinya sendiri.
error-damaged = Basis data tidak dapat digunakan: rusak, atau bukan basis data Offboard.
error-damaged-means = Basis data itu tidak diubah lebih lanjut.
error-damaged-remedy = Biarkan file itu apa adanya, lalu pulihkan cadangan terbaru dengan offboard db restore.
error-foreign-schema = Basis data berisi sesuatu yang tidak dibuat oleh Offboard, atau ada bagiannya sendiri yang hilang.
error-foreign-schema-means = Basis data tidak dibuka, karena hal itu dapat ikut bertindak pada setiap penghapusan. Tidak ada yang diubah.
error-foreign-schema-remedy = Buang yang asing itu, atau pulihkan cadangan terbaru dengan offboard db restore.
error-journal-gap = Jurnal penghapusan tidak bersambung dengan basis data atau cadangan. Keduanya memiliki entri sampai { $common }; basis data atau cadangan sudah melihat entri { $database }; jurnal berakhir pada entri { $journal }.
error-journal-gap-means = Pengguna yang penghapusannya hanya tercatat di entri yang hilang akan kembali. Tidak ada yang diubah.
error-journal-gap-remedy = Kembalikan jurnal terbaru ke samping basis data. Jika sudah ada di sana, pulihkan cadangan dengan offboard db restore: setiap penghapusan di jurnal dilakukan lagi padanya. Hanya jika jurnalnya hilang, tambahkan --despite-gap.
error-not-a-backup = { $path } bukan cadangan: file itu bukan basis data Offboard.
error-not-a-backup-means = Tidak ada yang diubah.
error-not-a-backup-remedy = Pilih file yang ditulis oleh offboard db backup.
error-backup-damaged = Cadangan { $path } rusak.
error-backup-damaged-means = Cadangan itu tidak dipulihkan. Basis data yang terpasang tidak diubah.
error-backup-damaged-remedy = Pilih cadangan lain.
error-export-damaged = { $path } rusak: isinya tidak seperti yang ditulis oleh offboard users export --everything.
error-export-damaged-means = Tidak ada akun yang dibuat, dan tidak ada file yang tertinggal.
error-export-damaged-remedy = Gunakan folder yang ditulis dan disalin secara utuh, atau tulislah lagi dengan offboard users export --everything.
error-replaced = File lain sudah menggantikan { $path } selagi terbuka, misalnya cadangan yang dipulihkan.
error-replaced-means = Tidak ada yang ditulis ke keduanya.
error-replaced-remedy = Bukalah lagi.
error-no-such-folder = Folder { $path } tidak ada.
error-no-such-folder-means = Tidak ada yang ditulis.
error-no-such-folder-remedy = Periksa ejaannya, buat foldernya, atau pilih yang lain.
error-newer-schema = Basis data ini dibuat oleh Offboard versi yang lebih baru.
error-newer-schema-means = Basis data itu tidak diubah.
error-newer-schema-remedy = Perbarui Offboard.
error-followed = Program lain mengikuti basis data, misalnya Litestream, dan selalu sedang membacanya: log basis data tidak dapat dikosongkan.
error-followed-means = Yang dihapus sudah dihapus. Sampai pembersihan selesai, file basis data masih menyimpan mereka.
error-followed-remedy = Hentikan program itu (systemctl stop litestream), bersihkan (offboard db purge, atau offboard deletions resume untuk batch itu), lalu jalankan lagi.
error-busy = Jendela atau perintah lain terlalu lama memakai basis data.
error-busy-means = Tidak ada yang diubah.
error-busy-remedy = Coba lagi sebentar lagi.
error-output = Jawabannya tidak dapat ditulis ke keluaran.
error-output-means = Yang dilakukan perintah ini sudah selesai dan tetap berlaku; hanya jawabannya yang hilang atau terpotong.
error-output-remedy = Sediakan ruang di tempat keluaran itu, atau arahkan ke tempat lain, lalu tanyakan lagi.
error-io = Pembacaan atau penulisan gagal.
error-io-means = Yang sudah disimpan tetap aman. Yang sedang ditulis belum tersimpan; batch yang berjalan dijeda tanpa kehilangan apa pun.
error-io-remedy = Periksa disk dan sambungannya, lalu coba lagi.
error-stopped = Dihentikan sesuai permintaan.
error-stopped-means = Yang sudah dilakukan tetap berlaku; sisanya tidak disentuh.
error-stopped-remedy = Mulailah lagi kapan pun Anda mau.
error-bug = Terjadi kesalahan di dalam Offboard.
error-bug-means = Yang sudah disimpan tetap aman. Yang sedang dilakukan belum tersimpan.
error-bug-remedy = Harap laporkan beserta bagian teknisnya.

warning-profile-required = Akun ini mewajibkan profil yang terhubung: konten premium mungkin tertutup sampai pembelajar menghubungkannya kembali.
warning-no-address = { $count } pembelajar tidak memiliki alamat email dan tidak dapat diberi tahu.

log-whole = Log aktivitas utuh: { $entries } entri.
log-fault-changed = Log aktivitas tidak utuh: entri { $entry }, atau yang mendahuluinya, telah diubah.
log-fault-changed-up-to = Log aktivitas tidak utuh: salah satu entri 1 sampai { $entry }, yang kuncinya hilang, diubah setelah kehilangan itu.
log-fault-missing = Log aktivitas tidak utuh: entri { $entry } tidak ada.
log-fault-cut-after = Log aktivitas tidak utuh: entri setelah { $entry } tidak ada.
log-fault-trace = Log aktivitas tidak utuh: keterangan impor pada entri { $entry } tentang tiap pembelajar telah diubah.
log-fault-head = Log aktivitas tidak utuh: hash terakhir log yang tercatat tidak cocok dengan { $entry } entrinya.
log-whole-since = Log aktivitas utuh sejak entri { $first }. Kunci entri 1 sampai { $last } hilang: sejak itu entri tersebut tidak berubah; apakah pernah diubah sebelumnya tidak dapat diketahui lagi.

tombstone-not-an-identifier = Ini bukan alamat email dan bukan ID pengguna unik.
tombstone-never-seen = Tidak ada pengguna di akun ini yang memakainya, dan tidak diketahui ada yang pernah memakainya.
tombstone-given-up = Pernah dipakai seorang pengguna akun ini dan dilepaskan pada { $date }; diganti oleh { $operator }.
tombstone-given-up-here = Pengguna itu masih ada di sini.
tombstone-given-up-deleted = Pengguna itu kemudian dihapus. { $deleted }
tombstone-still-here = Masih ada: dimiliki pengguna di akun ini.
tombstone-before = Sebelum itu: { $before }
tombstone-released = Diizinkan dipakai lagi pada { $date } oleh { $operator }, karena: { $reason }
tombstone-released-sometime = Sudah diizinkan dipakai lagi; kapan, oleh siapa, dan alasannya tidak tersimpan di sini.
tombstone-as-email = Sebagai alamat email: { $answer }
tombstone-as-id = Sebagai ID unik: { $answer }
tombstone-deleted = Dihapus pada { $date } dalam batch { $batch } oleh { $operator }.
tombstone-deleted-line = Dihapus pada { $date } dalam batch { $batch }, baris { $line }, oleh { $operator }.
tombstone-deleted-recovered = Dihapus pada { $date } dalam batch { $batch }, baris { $line }. Batch itu tidak ada di basis data ini sejak cadangan dipulihkan pada { $since }; penghapusannya tercatat di jurnal penghapusan.
tombstone-key-lost = Tidak dapat dijawab: kunci untuk menyimpan identitas yang dihapus sudah hilang.

roster-field-preferred-first-name = Nama depan
roster-field-preferred-last-name = Nama belakang
roster-field-primary-email-address = Email
roster-field-unique-user-id = ID pengguna unik
roster-field-work-title = Jabatan
roster-field-groups = Grup
roster-field-licenses = Lisensi
roster-field-attributes = Atribut
roster-field-language = Bahasa
roster-field-connected-profile-status = Profil LinkedIn
roster-field-last-access-date = Terakhir aktif
roster-total = { $field }: { $count } pembelajar berubah.
roster-total-taken-over = { $count } pembelajar mengambil alih alamat atau ID yang dilepas baris lain. Kolom yang bergeser satu baris terlihat sama: periksa apakah namanya cocok.
roster-total-license = Lisensi { $name }: { $given } diberikan, { $taken } dicabut.
roster-total-license-missing = Lisensi { $name }: kurang { $count } kursi. Untuk menambah: People > Licenses, atau offboard licenses seats
roster-total-license-restated = Lisensi { $name }: { $count } pembelajar tetap memilikinya dengan status atau tanggal lain.
roster-remark = { $what }: { $count } baris ({ $lines }). Diimpor apa adanya: perbaiki dulu filenya jika bukan itu yang dimaksud.
lines-named = { $count ->
   *[other] baris { $lines }
}
lines-named-more = baris { $lines } dan { $more } lainnya
damaged-words-formula = Teks rumus
damaged-words-error-value = Nilai galat lembar kerja
damaged-words-date = Tanggal menggantikan kata
damaged-words-fraction = Angka dengan desimal
damaged-words-exponent = Angka dalam pangkat sepuluh
damaged-words-grouping = Angka yang digitnya dikelompokkan
damaged-words-nothing-word = Kata program untuk sel kosong
damaged-words-text-mark = Tanda teks dari lembar kerja
damaged-words-mojibake = Teks dengan pengodean yang salah
damaged-words-lost-zeros = Angka yang kehilangan nol di depannya
damaged-words-lost-digits = Angka yang kehilangan digit setelah digit kelima belas
roster-new-groups = { $count } grup baru: { $names }
roster-emptied = { $field }: { $count } dikosongkan.
import-learner-added = ditambahkan
import-fields-changed = berubah: { $fields }
import-licenses-given = lisensi diberikan: { $names }
import-licenses-taken = lisensi dicabut: { $names }
import-groups-joined = masuk: { $names }
import-groups-left = keluar: { $names }
import-mailed = dikirimi email
roster-added = ditambahkan
roster-changed = diubah
roster-unchanged = tetap
roster-refused = ditolak
roster-unreadable = tidak terbaca
roster-fault-column = Kolom { $column }: { $message }
roster-fault-license-status = Tulis active, invited, activated, atau inactive.
roster-fault-connection = Tulis Connected atau Not connected.
roster-fault-language = Tulis en atau id. Untuk menyimpan bahasa lain, simpan kolom ini sebagai atribut.
roster-fault-repeated-header = Baris header lagi; bukan pengguna. Baris ini dilewati, dan tidak perlu tindakan.
roster-headers-again = Header muncul lagi di { $lines }: dilewati.
roster-fault-date = Ini bukan tanggal yang sudah lewat. Tulis seperti 2026-12-31.
roster-fault-two-emails = Alamat email utama dan alamat email undangan berbeda. Simpan salah satunya.
roster-fault-change-without-pair = Kolom pasangannya kosong atau tidak ada, sehingga tidak jelas siapa yang dimaksud.
roster-fault-other = Baris ini tidak terbaca ({ $code }).

reason-licensed-already = Pembelajar sudah memiliki lisensi ini.
reason-not-licensed = Pembelajar tidak memiliki lisensi.
reason-request-gone = Permintaan itu tidak ada.
reason-open-request = Pembelajar sudah memiliki permintaan terbuka untuk ini: permintaan { $request }.
reason-request-held-by = { $name } sudah mengambil permintaan ini.
reason-request-unclaimed = Belum ada yang mengambil permintaan ini.
reason-waits-for-approver = Permintaan menunggu persetujuan: siapa yang dapat menyetujuinya dapat menolaknya. Anda dapat membatalkannya.
reason-request-is-new = Permintaan ini masih baru.
reason-request-is-in-review = Permintaan ini sedang ditinjau.
reason-request-is-waiting-for-learner = Permintaan ini menunggu pembelajar.
reason-request-is-waiting-for-approval = Permintaan ini menunggu persetujuan.
reason-request-is-scheduled = Permintaan ini sedang dijalankan oleh batch penghapusan.
reason-carried-there = Permintaan ini sedang dijalankan di penyedia. Tarik kembali perubahannya, atau berhenti menunggunya, lebih dahulu: Me > At the provider.
reason-request-is-done = Permintaan ini sudah selesai.
reason-request-is-rejected = Permintaan ini ditolak.
reason-request-is-cancelled = Permintaan ini dibatalkan.
reason-not-one-line = Ini harus satu baris tanpa tab atau karakter kendali lain: { $text }
reason-text-missing = Bagian ini perlu diisi.
reason-no-address = Pembelajar tidak memiliki alamat email.
reason-own-approval = Anda sendiri yang memintanya. Orang lain yang harus menyetujuinya.
reason-shared-access = Anda dan peminta dihitung sebagai satu orang: salah satu, atau orang yang memberi akses kepada keduanya, memberikannya seorang diri ketika admin penuh kedua diwajibkan. Admin penuh lain yang harus menyetujuinya. Jika tidak ada: 72 jam sesudah akses itu diberikan, setelan second_admin dapat dimatikan, lalu dinyalakan lagi; sesudah itu setiap orang dihitung seperti adanya.
reason-approval-expired = Persetujuan tidak diberikan dalam 72 jam. Persetujuan harus diminta lagi.
reason-approval-outdated = Ini bukan lagi hal yang dimintakan persetujuan. Lihat lagi apa yang sekarang menunggu. Permintaan dapat dikembalikan dengan pertanyaan; setelah itu persetujuan dapat diminta lagi.
reason-operator-gone = Operator itu tidak ada.
reason-last-full-admin = Ini admin penuh terakhir yang dapat masuk. Jadikan orang lain admin penuh dengan frasa sandi terlebih dahulu.
reason-operator-unchanged = Operator itu sudah demikian.
reason-passphrase-first = Jika ada operator kedua, semua orang harus masuk dengan frasa sandi. Tetapkan frasa sandi Anda terlebih dahulu: Me > Passphrase.

mail-kind-license-revoked = lisensi dicabut
mail-kind-request-reply = balasan atas permintaan
mail-kind-request-outcome = hasil permintaan
entry-kind-note = Catatan untuk operator
entry-kind-reply = Balasan kepada pembelajar

act-license-set = lisensi ditetapkan
act-batch-approve = batch penghapusan disetujui
act-batch-expire = batch penghapusan ditarik: tidak disetujui tepat waktu
act-request-new = permintaan dicatat
act-request-claim = permintaan diambil
act-request-release = permintaan dilepas
act-request-note = catatan ditambahkan pada permintaan
act-request-reply = pembelajar dikirimi email tentang permintaan
act-request-verify = identitas diperiksa
act-request-wait = permintaan menunggu pembelajar
act-request-go-on = permintaan berlanjut
act-request-ask = persetujuan diminta
act-request-do = permintaan dijalankan
act-request-approve = permintaan disetujui
act-request-reject = permintaan ditolak
act-request-cancel = permintaan dibatalkan
act-request-expire = persetujuan tidak diberikan tepat waktu
act-request-outdated = persetujuan gugur: data pembelajar diubah
act-request-fulfilled = permintaan ditutup: dijalankan lewat jalan lain
act-operator-add = operator baru ditambahkan
act-operator-role = peran operator diubah
act-operator-disable = operator dinonaktifkan
act-operator-enable = operator diaktifkan
act-operator-passphrase = frasa sandi operator ditetapkan

receipt-license-given-one = { $name } sekarang memiliki lisensi { $license }.
receipt-license-given = { $count } pembelajar sekarang memiliki lisensi { $license }.
receipt-license-revoked-one = Lisensi { $name } dicabut.
receipt-license-revoked = Lisensi { $count } pembelajar dicabut.
receipt-batch-approved = Batch { $batch } disetujui.
receipt-request-taken = Permintaan { $request } dicatat.
receipt-request-claimed = Permintaan { $request } sekarang milik Anda.
receipt-request-released = Permintaan { $request } dilepas.
receipt-request-noted = Catatan ditambahkan pada permintaan { $request }. Hanya operator yang membacanya.
receipt-request-replied = Balasan atas permintaan { $request } akan dikirim kepada pembelajar lewat email.
receipt-request-replied-waits = Balasan atas permintaan { $request } akan dikirim kepada pembelajar lewat email. Permintaan menunggu pembelajar: tenggatnya dijeda.
receipt-identity-verified = Identitas pada permintaan { $request } sudah diverifikasi.
receipt-identity-not-verified = Identitas pada permintaan { $request } tidak lagi terverifikasi.
receipt-request-waits = Permintaan { $request } menunggu pembelajar; tenggat dijeda.
receipt-request-goes-on = Permintaan { $request } berlanjut; lamanya jeda ditambahkan pada tenggatnya.
receipt-approval-asked = Permintaan { $request } menunggu persetujuan orang lain, paling lama 72 jam.
receipt-request-done = Permintaan { $request } selesai.
receipt-request-scheduled = Permintaan { $request } dijalankan oleh batch { $batch }.
receipt-request-rejected = Permintaan { $request } ditolak.
receipt-request-cancelled = Permintaan { $request } dibatalkan.
receipt-operator-added = { $name } sekarang menjadi operator.
receipt-role-changed = Peran { $name } sekarang { $role }.
receipt-operator-disabled = { $name } tidak dapat masuk lagi.
receipt-operator-enabled = { $name } dapat masuk kembali.
receipt-passphrase-reset = Frasa sandi { $name } ditetapkan.

warning-identity-not-verified = Identitas orang yang meminta belum diverifikasi.

log-detail-unreadable = tidak dapat dibaca: { $text }
log-detail-changes = perubahan
log-detail-change = perubahan
log-detail-handover = bagian
log-detail-file = file
log-detail-files = file
log-detail-finds = dapat dicari
log-detail-deletes = menghapus orang
log-detail-call = panggilan
log-detail-code = jawaban
log-detail-whole = seluruh batch
log-detail-doubts = keraguan
log-detail-confirmed = dikonfirmasi
log-detail-overdue = tanpa bukti pada waktunya
log-detail-unknown = tidak dikenal
log-detail-released = dilepas
log-detail-left = tersisa
log-value-patch = perubahan data
log-value-put = penggantian data
log-value-yes = ya
log-value-no = tidak
log-value-unknown = tidak diketahui
log-value-true = ya
log-value-false = tidak
log-value-header-only = hanya baris judul
log-value-unreadable = baris yang tidak dapat dibaca
log-value-from-the-future = diambil di masa depan
log-value-nothing-in-common = tidak ada orang dari akun ini
log-value-part = terlalu banyak yang tidak ada
log-value-older = lebih lama daripada yang terakhir
log-value-cut-short = terpotong di akhir
log-value-template = templat
log-value-prepared = CSV penghapusan dari sebuah daftar
log-value-roster-rows = baris daftar pengguna
log-detail-seats = kursi
log-detail-moved = dipindahkan
log-detail-to = ke lisensi
log-detail-licenses = lisensi
log-detail-groups = grup
log-detail-columns = kolom
log-detail-licenses-made = jenis lisensi dibuat
log-detail-groups-made = grup dibuat
log-detail-door = melalui
log-detail-seconds = ditolak selama detik
log-value-console = konsol
log-value-command-line = baris perintah
log-detail-mailed = dikirimi email
log-detail-corrected-lines = baris yang diperbaiki
log-detail-taken-over = alamat atau ID yang diambil alih
log-detail-trace = checksum per pembelajar
log-detail-request = permintaan
log-detail-kind = jenis
log-detail-batch = batch
log-detail-license = jenis lisensi
log-detail-stopped = email antrean untuk mendaftar, ditarik
log-detail-operator = operator
log-detail-role = peran
log-detail-courses = kursus
log-detail-doubtful = tempat yang meragukan
log-detail-emptied = dikosongkan
log-detail-entries-before = entri sebelumnya
log-detail-fields = kolom
log-detail-moments = waktu
log-detail-period = periode
log-detail-time-zone = zona waktu
log-value-auditor = auditor
log-value-help-desk = petugas help desk
log-value-sub-admin = sub-admin
log-value-full-admin = admin penuh
log-value-first-name = nama depan
log-value-last-name = nama belakang
log-value-email = email
log-value-unique-id = ID unik
log-value-job-title = jabatan
log-value-language = bahasa
log-value-attributes = atribut
log-value-remembered = diingat
log-value-roster = daftar pengguna
log-value-learning = laporan pembelajaran
log-value-none = tidak ada
log-value-disconnect = putus koneksi
log-value-revoke = cabut lisensi
log-value-delete = hapus pengguna

reason-identity-unverified = Belum ada yang memverifikasi identitasnya.
reason-only-to-disconnect = Hanya untuk jenis putus koneksi.
reason-no-result = Permintaan ini belum memiliki hasil.
reason-no-outcome-mail = Tidak ada email tentang hasilnya.
reason-no-batch-of-request = Permintaan ini tidak dijalankan oleh batch.
reason-settings-changed-by = { $name } sementara itu telah menyimpan pengaturan akun. Lihat kembali sebelum Anda mengubahnya.
reason-settings-wait-for = { $name } sudah meminta perubahan pengaturan yang masih menunggu persetujuan. Setujui dahulu perubahan itu, atau tunggu sampai gugur.
warning-ends-waiting-setting = Perubahan pengaturan ini masih menunggu admin lain. Dengan perubahan Anda, permintaan itu berakhir dan tidak dijalankan.
act-settings-ask = perubahan pengaturan akun diminta
out-setting-waiting = Menunggu admin lain (waiting)
reason-question-open = Yang diminta menyetujui masih mempunyai pertanyaan. Jawab dahulu dengan catatan, atau balas pembelajarnya.
request-next-question = Permintaan ini kembali dengan pertanyaan. Jawab dengan catatan (i), lalu minta persetujuan lagi (d).
request-next-batch = Permintaan ini sudah menjadi batch, dan batch itulah yang disetujui atau ditarik: a membukanya.
mail-approval-withdrawn = { $name } telah menariknya sebelum dimulai. Tidak ada yang dihapus olehnya; permintaan asalnya terbuka lagi.
report-no-courses = Laporan belajar yang diimpor tidak menyebut kursus. Tekan i untuk mengimpor laporan rinci yang menyebutnya.
cli-advice-other-name = Pilih nama lain.
cli-import-gone-draft = Rancangan CSV penghapusan: --leavers FILE
cli-db-unregistered = { $count } pengenal pembelajar tidak ada di daftar yang dipakai untuk menemukan baris file. Pulihkan cadangan terbaru, atau laporkan.
cli-db-figure = Angka yang disimpan untuk { $name ->
    [users] pengguna
    [connected] pengguna yang terhubung
    [on_hold] pengguna dengan legal hold
    [invited] undangan
    [activated] lisensi yang diaktifkan
    [group_members] anggota grup
   *[other] { $name }
} adalah { $kept }; hasil hitungannya { $counted }.
cli-db-orphans = { $count } baris milik pengguna yang sudah tidak ada.
describe-license-stays-unconnected = akun dan riwayat belajar, sejauh ini { $minutes } mnt
cli-warn-seed = { $count } pembelajar demo ditambahkan ke akun ini. Pembelajar demo hanya untuk uji coba: sesudahnya tidak dapat dibedakan dari orang sungguhan.
cli-warn-revoke = Lisensi { $count } pembelajar akan dicabut, sehingga mereka tidak lagi memiliki akses.
cli-warn-approve = { $count } pengguna akan dihapus selamanya, segera atau saat batch jatuh tempo.
cli-deletions-approve--yes = Jangan bertanya di terminal
cli-users-license--yes = Jangan bertanya di terminal
cli-seed--yes = Jangan bertanya di terminal
batch-deleted-of = { $done } dari { $total } pengguna dihapus
replaced-elsewhere = Basis data diganti oleh cadangan dari luar konsol ini. Basis data dibuka lagi: yang tampak sekarang adalah yang ada di sana.
receipt-operator-added-without = { $name } kini menjadi operator, dan belum dapat masuk sebelum frasa sandinya diatur: Setel ulang frasa sandi.
cli-not-sure = Itu bukan “{ $word }”; tidak ada yang dilakukan.
wizard-all-data = Semua data pengguna akan dihapus selamanya.
upload-only-csv = Hanya CSV yang didukung
wizard-step-instructions = Petunjuk
wizard-step-upload = Upload
wizard-step-review = Tinjau
wizard-step-confirm = Konfirmasi
request-closed-undone = – (ditutup)
users-none-any-more = Tidak ada lagi pengguna di akun ini. Tekan a untuk menambah: secara manual, atau dari CSV.
reason-nobody-here = Tidak ada pembelajar di daftar ini.
attribute-manager = atasan
attribute-department = departemen
attribute-location = lokasi
cli-usage-check-forgets = --check tidak mengubah apa pun, sedangkan --forget-columns melupakan yang diingat. Berikan salah satu.
import-step-file = File
import-step-columns = Kolom
import-step-period = Periode
import-step-review = Tinjau
import-step-confirm = Konfirmasi
import-step-save = Simpan
import-step-taken = Diambil
settings-waits-what = ▲ menunggu: { $what }
settings-waits = ▲ ada perubahan yang menunggu admin lain
reason-changed-meanwhile = { $name } lebih cepat dan sementara itu telah mengubahnya ({ $what }). Lihat kembali sebelum Anda mengubahnya.
reason-changed-request = pembelajar atau jenis
mail-kind-request-received = permintaan diterima
mail-kind-batch-approval = persetujuan batch
act-batch-approval-lapse = persetujuan batch penghapusan gugur
act-batch-confirmer-left = batch penghapusan dijeda: penanggung jawabnya tidak lagi boleh menghapus
act-journal-lost = jurnal penghapusan hilang; yang baru dimulai
act-clock-bound = waktu dari jam yang salah dikembalikan

reason-not-own = Peran Anda hanya melihat miliknya sendiri di sini, dan ini milik orang lain.

row-ids-disagree-unknown-id = Emailnya dikenal, tetapi ID ini tidak dimiliki siapa pun. ID dibandingkan persis, termasuk huruf besar. Perbaiki ID-nya, atau kosongkan.
row-ids-disagree-unknown-email = ID-nya dikenal, tetapi email ini tidak dimiliki siapa pun. Perbaiki emailnya, atau kosongkan.
row-ids-disagree-two-readings = Ini email seorang pengguna dan ID pengguna lain, dan salah satunya sudah dihapus. Isi juga kolom yang lain agar jelas siapa yang dimaksud.
row-ids-disagree-two-spellings = Dua pengguna memakai email ini, masing-masing dengan ejaan domain yang berbeda. Tulis ID pengguna yang dimaksud di kolom unique_user_id.
row-ids-disagree-several-ids = Beberapa pengguna memakai email ini sebagai ID, masing-masing dengan huruf besar yang berbeda. Tulis ID di kolom unique_user_id, persis seperti milik pengguna.
terminated-found-columns = Yang ditemukan: { $names }. Ganti nama kolomnya, atau mulailah dari template.
terminated-empty = File ini kosong. Isinya dimulai dengan baris header, lalu satu baris per pengguna.
file-without-rows = File ini hanya berisi header tanpa baris: tidak ada yang dapat dihapus.
reason-account-in-use = Pembelajar demo hanya dapat ditambahkan ke akun yang belum pernah memiliki pengguna. Buat akun lain dengan offboard init, atau gunakan offboard demo.
# --- 3 ---

## Nama perintah, bantuan dan menu


# --- 4 ---

command-home-help = Menampilkan yang menunggu: kursi, batch, permintaan, email.
command-home-words = beranda awal
command-users-help = Mencari pembelajar di seluruh akun.
command-users-words = pengguna pembelajar orang karyawan
command-groups-help = Menampilkan grup beserta anggotanya.
command-groups-words = grup tim departemen
command-requests-help = Menampilkan permintaan pembelajar.
command-requests-words = permintaan tiket
command-reports-help = Menampilkan pembelajaran per bulan dan per kursus.
command-reports-words = laporan statistik
command-me-help = Membuka menu Anda: penghapusan, catatan, pengaturan, keluar.
command-palette = Menuju
command-palette-help = Membuka tempat atau menjalankan perintah apa pun lewat nama atau letaknya; pembelajar lewat nama, email, atau ID; batch atau permintaan lewat nomornya.
command-running-batch = Batch berjalan
command-running-batch-help = Menampilkan batch penghapusan yang sedang berjalan.
command-follow-toast = Lihat
command-follow-toast-help = Membuka tempat hasil tindakan terakhir dapat dilihat.
command-refresh = Muat ulang
command-refresh-help = Memuat ulang isi layar.
command-back = Kembali
command-back-help = Kembali satu langkah; teks yang diketik tidak hilang tanpa ditanyakan.
command-help = Bantuan
command-help-help = Menampilkan tombol yang berfungsi di sini.
command-help-words = bantuan tombol
command-quit = Keluar dari program
command-quit-help = Menutup konsol; batch yang berjalan dilanjutkan saat konsol dibuka lagi.
command-quit-words = keluar tutup
command-suspend = Tangguhkan Offboard
command-suspend-help = Mengembalikan terminal ke shell; fg membawa konsol kembali seperti semula.
command-authenticate-help = Menampilkan cara pengguna masuk ke akun dan meninggalkannya.
command-automate-help = Menampilkan bagian-bagian pengelolaan pengguna otomatis.
command-user-deletion-help = Menampilkan batch penghapusan dan memulai yang baru.
command-user-deletion-words = penghapusan hapus batch
command-delete-users-help = Menghapus pengguna dalam file CSV secara permanen, setelah peninjauan.
command-delete-users-words = hapus menghapus pengguna upload unggah csv
command-deleted-users-help = Memberi tahu apakah suatu email atau ID milik pengguna yang dihapus.
command-deleted-users-words = pengguna terhapus dihapus
command-activity-log-help = Menampilkan setiap tindakan: kapan, siapa, apa, terhadap siapa.
command-activity-log-words = log aktivitas audit riwayat
command-outbox-help = Menampilkan email yang menunggu, terkirim, atau gagal.
command-outbox-words = surat email pesan kotak keluar
command-operators-help = Menampilkan siapa yang boleh memakai konsol ini, dan sebagai apa.
command-operators-words = operator admin peran
command-account-settings-help = Mengubah cara akun ini menangani penghapusan dan email.
command-account-settings-words = pengaturan setelan
command-residue = Cari sisa data
command-residue-help = Mencari alamat orang yang dihapus di kolom dan file, lalu menampilkan tempatnya.
command-residue-words = pindai cari sisa residu diragukan
residue-looking = Kolom dan file basis data sedang dicari.
residue-none = Tidak ada sisa: tidak ada teks atau file basis data yang memuat alamat orang yang dihapus. Folder mail dan exports tidak diperiksa.
residue-of-user = Pembelajar { $name }
residue-of-operator = Operator { $name }
residue-in-group = Grup
residue-in-license-type = Jenis lisensi
residue-in-course = Kursus
residue-in-request = Permintaan
residue-in-letter = Surat
residue-in-batch = Batch
residue-in-evidence = Bukti
residue-in-change = Perubahan di penyedia
residue-byte = byte { $at }
residue-more = Ditampilkan { $count } tempat pertama.
command-back-up = Back up now
command-back-up-help = Menulis salinan basis data, dan memberi tahu tempatnya.
command-back-up-words = salinan simpan cadangan cadangkan backup
command-restore-backup = Restore a backup
command-restore-backup-help = Mengganti basis data dengan cadangan. Yang akan diganti ditampilkan dulu, lalu Anda ditanya.
command-restore-backup-words = basis data kembalikan pulihkan cadangan restore backup
back-up-explained = Jika dikosongkan, cadangan mendapat nama bertanggal di folder backups di samping basis data.
back-up-stopped = Dihentikan: tidak ada cadangan yang dibuat.
restore-stopped = Dihentikan: tidak ada yang diganti.
back-up-working = Basis data sedang disalin.
hint-stop = hentikan
work-rate = { $size }/dtk
work-stopping = Menghentikan …
back-up-done = Cadangan sudah ditulis
back-up-key = File kunci di samping basis data tidak termasuk. Simpan juga salinannya: tanpa kunci itu cadangan tidak dapat dipulihkan.
back-up-close = Tutup
restore-file = Cadangan
restore-look = Lihat dulu
restore-explained = Cadangan yang mana? Tidak ada yang diubah sebelum Anda melihat apa yang akan diganti.
restore-browse = pilih file
restore-account = Akun di dalamnya
restore-made = Dibuat
restore-not-before = tidak sebelum { $moment }, tindakan terakhir di lognya
restore-unknown = tidak diketahui
restore-users = Pengguna di dalamnya
restore-replaces = Akan diganti
restore-users-now = Pengguna di sana sekarang
restore-warning = Yang dilakukan setelah cadangan akan hilang, kecuali penghapusan dan yang melindungi akun: semuanya diterapkan pada cadangan. Basis data yang digantikan disimpan sampai pembersihan berikutnya. Batch yang sedang berjalan di cadangan menunggu sampai Anda melanjutkannya.
restore-button = Pulihkan
restore-word = Ketik { $word }
restore-working = Cadangan sedang disiapkan di samping basis data. Sebelum cadangan menggantikannya, tidak ada yang diubah.
restore-done = Cadangan sudah dipulihkan
restore-anew = Konsol ini masih menampilkan basis data yang digantikan. Konsol akan ditutup, membuka basis data yang dipulihkan, dan menanyakan siapa Anda jika akun itu memakai frasa sandi.
restore-open = Buka
command-language-help = Mengganti bahasa konsol.
command-language-words = bahasa
command-theme-help = Mengganti warna konsol.
command-theme-words = tema warna gelap terang
command-zone = Zona waktu
command-zone-help = Mengganti zona waktu untuk membaca dan mengetik tanggal. Surat dan file tetap memakai zona waktu akun.
command-zone-words = zona jam tanggal
command-passphrase = Passphrase
command-passphrase-help = Menetapkan frasa sandi untuk masuk.
command-passphrase-words = kata sandi password
command-sign-out-help = Memberi kesempatan orang lain masuk.
command-sign-out-words = keluar logout log out
command-view-profile-help = Membuka profil pembelajar; cari pembelajar lalu tekan Enter.
command-more-help = Membuka menu tindakan yang tersedia di sini.
command-disconnect-help = Memutus profil LinkedIn; cari pembelajar, buka profilnya, lalu More.
command-disconnect-words = putuskan koneksi linkedin
command-licenses-help = Memberi atau mencabut lisensi; cari pembelajar, lalu More.
command-licenses-words = cabut beri lisensi
command-new-request-help = Mencatat permintaan pembelajar; cari pembelajar, lalu More.
command-place-hold-help = Melindungi pembelajar dari penghapusan; cari pembelajar, lalu More.
command-place-hold-words = kunci legal hold hukum
command-lift-hold-help = Mengakhiri perlindungan dari penghapusan; cari pembelajar, lalu More.
command-lift-hold-words = buka kunci legal hold hukum
command-delete-user-help = Menghapus pembelajar secara permanen, setelah peninjauan; cari pembelajar, lalu More.
command-delete-user-words = hapus menghapus
command-add-to-group = Tambahkan ke grup
command-add-to-group-help = Menambahkan pembelajar yang ditandai, atau yang ada di profil, ke sebuah grup.
command-remove-from-group = Keluarkan dari grup
command-remove-from-group-help = Mengeluarkan pembelajar yang ditandai, atau yang ada di profil, dari sebuah grup.
command-search = Cari
command-search-help = Mencari saat Anda mengetik: pembelajar menurut nama, email, dan ID; permintaan juga menurut pemilik, saluran, dan nomor.
command-search-words = cari
command-filter = Saring
command-filter-help = Menampilkan sebagian baris: pembelajar menurut lisensi, profil, grup, atau legal hold; permintaan menurut jenis dan status.
command-filter-words = saring
command-mark = Tandai
command-mark-help = Menandai pembelajar di kursor, atau menghapus tandanya.
command-sort = Urutkan
command-sort-help = Mengurutkan menurut kolom lain; kolom yang sama membalik urutan.
command-mark-range = Tandai rentang
command-mark-range-help = Menandai semua pembelajar dari tanda terakhir sampai kursor.
command-mark-all = Tandai semua
command-mark-all-help = Menandai semua pembelajar yang lolos pencarian dan saringan.
command-clear-marks = Hapus tanda
command-clear-marks-help = Menghapus semua tanda.
command-export-users = Ekspor
command-export-users-help = Menulis pembelajar yang lolos pencarian dan saringan ke file CSV.
command-export-users-words = roster unduh ekspor csv
command-edit-profile = Ubah data karyawan
command-edit-profile-help = Mengubah data karyawan pembelajar.
command-export-learner-report = Ekspor laporan
command-export-learner-report-help = Menulis laporan pembelajar ke file CSV.
command-next-tab = Tab berikutnya
command-next-tab-help = Menampilkan tab berikutnya.
command-previous-tab = Tab sebelumnya
command-previous-tab-help = Menampilkan tab sebelumnya.
command-open-group = Anggota
command-open-group-help = Menampilkan anggota grup.
command-create-group = Grup baru
command-create-group-help = Membuat grup baru.
command-rename-group = Ganti nama grup
command-rename-group-help = Memberi nama lain pada grup.
command-remove-group = Hapus grup
command-remove-group-help = Menghapus grup; anggotanya tetap di akun.
command-verify-identity = Verifikasi identitas
command-verify-identity-help = Mencatat cara identitas peminta diverifikasi.
command-unverify-identity = Batalkan verifikasi
command-unverify-identity-help = Mencatat bahwa identitas peminta ternyata belum terverifikasi.
command-say-how-to-disconnect = Balas: cara memutuskan sendiri
command-say-how-to-disconnect-help = Mengirimi pembelajar yang sudah keluar cara memutuskan tanpa kami.
command-wait-for-learner = Tunggu pembelajar
command-wait-for-learner-help = Menjeda tenggat permintaan sampai pembelajar menjawab.
command-go-on-with-request = Lanjutkan permintaan
command-go-on-with-request-help = Melanjutkan permintaan; jedanya ditambahkan pada tenggat.
command-cancel-request = Batalkan permintaan
command-cancel-request-help = Menutup permintaan yang tidak diinginkan lagi.
command-release-request = Lepaskan
command-release-request-help = Mengembalikan permintaan yang sudah diambil.
command-proof-in-log = Bukti: log aktivitas
command-proof-in-log-help = Membuka log aktivitas yang memuat hasil permintaan.
command-proof-in-outbox = Bukti: email
command-proof-in-outbox-help = Membuka kotak keluar yang memuat email tentang hasilnya.
command-proof-in-batch = Bukti: batch
command-proof-in-batch-help = Membuka batch penghapusan yang menjalankan permintaan.
command-add-operator = Tambah operator
command-add-operator-help = Menambah orang yang boleh memakai konsol ini, dengan peran dan frasa sandi.
command-change-role = Ubah peran
command-change-role-help = Memberi peran lain kepada operator di bawah kursor.
command-disable-operator = Nonaktifkan
command-disable-operator-help = Mencegah operator di bawah kursor untuk masuk.
command-enable-operator = Aktifkan
command-enable-operator-help = Mengizinkan operator yang dinonaktifkan untuk masuk lagi.
command-reset-passphrase = Atur ulang frasa sandi
command-reset-passphrase-help = Menetapkan frasa sandi baru bagi operator di bawah kursor dan mengakhiri penguncian.
command-approve-batch-help = Mengizinkan mulai batch yang menunggu admin penuh kedua.

# --- 4 ---

## Baris perintah


cli-cancelled = Batch { $batch } dibatalkan. Yang sudah dihapus tetap terhapus; sisanya tidak disentuh.
cli-cancel-too-late = Batch { $batch } tidak sempat dibatalkan: pengguna terakhirnya sudah dihapus sebelum batch berhenti.
# --- 5 ---

cli = Konsol admin terminal untuk melepas pembelajar dengan aman
cli-after-help = Tanpa perintah, konsol akan terbuka. Data ditulis ke stdout, selebihnya ke stderr.
    Kode keluar: 0 selesai; 1 selesai sebagian, atau ditolak karena isi data; 2 cara pakai; 3 tidak diizinkan; 4 konflik; 5 lingkungan (disk, file, izin); 70 kesalahan program.
cli-heading-usage = Cara pakai
cli-heading-in-usage = [OPSI]
cli-heading-command = PERINTAH
cli-heading-commands = Perintah
cli-heading-arguments = Argumen
cli-heading-options = Opsi
cli-heading-globals = Opsi umum
cli-help-values = [salah satu dari: { $values }]
cli-help-default = [bawaan: { $value }]
cli-help-env = [variabel lingkungan: { $name }]

cli--db = Basis data
cli--account = Akun dengan nama ini di bagian [accounts] pada konfigurasi; mendahului --db
config-no-account = Konfigurasi tidak memiliki akun { $name }. { $count ->
    [0] Bagian [accounts] tidak menyebut akun.
   *[other] Yang ada: { $names }.
 }
cli--config = File konfigurasi
cli--lang = Bahasa; bawaannya bahasa locale
cli--operator = Operator yang meminta; frasa sandinya dari OFFBOARD_PASSPHRASE atau ditanyakan
cli--format = Bentuk daftar dan ringkasan
cli--bom = Awali CSV dengan penanda urutan byte, untuk Excel
cli--no-color = Tanpa warna; sama dengan NO_COLOR
cli--quiet = Tanpa narasi dan tanpa kemajuan
cli--timings = Tempat menulis lama tiap tahap, satu objek JSON per baris; - berarti stderr
cli--frame-log = Tempat konsol mencatat tiap gambar layar, satu objek JSON per baris
cli--help = Tampilkan bantuan ini
cli--version = Tampilkan versi
cli--output = Tempat menulisnya; - berarti stdout
cli--force = Timpa file yang sudah ada
cli--limit = Paling banyak sekian
cli--key = Alamat email, atau ID pengguna unik persis seperti tercatat
cli--keys = Alamat email, atau ID pengguna unik persis seperti tercatat
cli--batch = Nomor batch
cli--reason = Alasan; ikut dicatat
cli--search = Kata yang ada dalam nama, email, atau ID
cli--license = Hanya status lisensi ini
cli--group = Hanya anggota grup ini
cli--connected = Hanya yang profil LinkedIn-nya terhubung
cli--not-connected = Hanya yang profil LinkedIn-nya tidak terhubung
cli--on-hold = Hanya yang datanya dikunci untuk keperluan hukum (legal hold)
cli--no-purge = Jangan tunggu sampai data yang dihapus dibersihkan dari file

cli-demo = Membuka konsol dengan akun demo baru, atau dengan yang disimpan
cli-demo--learners = Jumlah pembelajar demo
cli-demo--provider = Tempat akun berada; scim membawa server sendiri, di mesin ini
cli-demo--role = Peran saat masuk
cli-demo--at = File tempat menyimpan akun, dengan folder-folder di sampingnya; akun demo yang sudah ada akan dibuka. Bawaannya dibuang saat konsol ditutup
cli-demo--plain-data = Tulis CSV penghapusan yang cocok untuk setiap akun demo dengan 250 pembelajar atau lebih ke sebuah file saja, tanpa membuka konsol
cli-init = Membuat basis data baru dengan satu admin penuh
cli-init--account = Nama akun
cli-init--admin = Alamat email admin penuh
cli-init--admin-name = Nama admin penuh; bawaannya bagian sebelum tanda @
cli-init--time-zone = Zona waktu untuk menghitung hari dan menampilkan tanggal, dengan nama IANA; bawaannya zona waktu komputer ini
cli-seed = Menambahkan pembelajar demo beserta lisensi, grup, dan riwayat belajar
cli-seed--learners = Jumlahnya
cli-seed--seed = Benih yang sama menghasilkan pembelajar yang sama

cli-users = Orang
cli-users-list = Daftar pengguna
cli-users-list--sort = Urutkan menurut kolom ini
cli-users-list--descending = Terbesar lebih dahulu
cli-users-show = Menampilkan profil
cli-users-add--first = Nama depan
cli-users-add--last = Nama belakang
cli-users-add--email = Alamat email utama
cli-users-add--id = ID pengguna unik
cli-users-add--job-title = Jabatan
cli-users-add--language = Bahasa pengguna
cli-users-add--license = Jenis lisensi yang diberikan
cli-users-add--group = Grup yang dimasuki
cli-users-license--give = Berikan jenis lisensi ini; lisensi lainnya tetap
cli-users-license--take = Cabut jenis lisensi ini; lisensi lainnya tetap
cli-licenses = Jenis lisensi dan kursi
cli-licenses-list = Menampilkan jenis lisensi beserta kursinya
cli-licenses-add--name = Namanya
cli-licenses-add--seats = Jumlah kursinya
cli-licenses-rename--name = Namanya
cli-licenses-rename--new = Nama barunya
cli-licenses-seats--name = Namanya
cli-licenses-seats--seats = Jumlah kursinya sejak sekarang; tidak kurang dari yang dipakai
cli-licenses-remove--name = Namanya
cli-licenses-remove--move-to = Jenis lisensi pengganti bagi yang memilikinya
cli-users-import = Menambah dan mengubah pengguna dari CSV daftar pengguna: semuanya atau tidak sama sekali
cli-users-import--file = CSV daftar pengguna
cli-users-import--check = Hanya periksa; tidak ada yang diubah
cli-users-import--in-part = Impor yang dapat diimpor meskipun sebagian baris gagal
cli-users-import--empty = Sel kosong kolom ini mengosongkan isinya; tanpa ini sel kosong tidak mengubah apa pun
cli-users-import--make-licenses = Buat jenis lisensi yang disebut file dan belum ada
cli-users-import--no-mail = Jangan kirim email kepada yang kehilangan lisensi atau koneksi profil
cli-users-import--leavers = Tulis pengguna yang tidak ada di file sebagai rancangan CSV penghapusan
cli-users-import--license = Jenis lisensi yang dimaksud kolom status lisensi; jika hanya ada satu, jenis itu
cli-users-export = Menulis semua pengguna sebagai CSV daftar pengguna
cli-users-edit = Mengubah profil; nilai kosong menghapus isinya
cli-users-edit--first-name = Nama depan
cli-users-edit--last-name = Nama belakang
cli-users-edit--email = Alamat email utama
cli-users-edit--id = ID pengguna unik
cli-users-edit--job-title = Jabatan
cli-users-edit--language = Bahasa pembelajar
cli-users-edit--attributes = Atribut khusus; dapat diberikan beberapa kali
cli-users-disconnect = Memutuskan koneksi profil LinkedIn; akun, lisensi, dan riwayat tetap ada, dan setiap pembelajar dikirimi email
cli-users-hold = Mengunci data pembelajar untuk keperluan hukum (legal hold), atau membuka kuncinya
cli-users-hold--lift = Buka kunci

cli-deletions = Menghapus pengguna: file, batch, identitas terhapus
cli-deletions-check = Meninjau file; tidak ada yang dihapus
cli-deletions-check--file = CSV penghapusan
cli-deletions-check--rows = Daftar setiap baris beserta yang akan terjadi padanya
cli-deletions-run = Menghapus pengguna dalam file; bertanya terlebih dahulu
cli-deletions-run--file = CSV penghapusan
cli-deletions-run--yes = Jangan bertanya
cli-deletions-run--confirm = Frasa yang diminta batas pengaman
cli-deletions-run--wait = Hari menunggu sebelum penghapusan pertama, 0 sampai 7
cli-deletions-run--again = Jalankan lagi file yang sudah pernah dijalankan
cli-deletions-list = Daftar batch
cli-deletions-show = Menampilkan batch
cli-deletions-show--rows = Daftar barisnya
cli-deletions-show--outcome = Hanya baris dengan hasil ini
cli-deletions-results--all = Semua baris, selama file upload disimpan
cli-deletions-certificate = Menulis sertifikat penghapusan batch, atau memverifikasi sertifikat
cli-deletions-certificate--verify = Verifikasi sertifikat ini
cli-deletions-release = Mengizinkan alamat email atau ID yang terhapus dipakai lagi
cli-deletions-release--only = Tetap tolak pengenal lain milik pengguna yang sama
cli-deletions-package = Membuat file yang dapat diterima produk web LinkedIn Learning
cli-deletions-package--file = CSV penghapusan
cli-deletions-package--output = Folder tempat menulisnya

cli-requests = Permintaan pembelajar
cli-help = Menampilkan kegunaan suatu perintah dan yang diterimanya
cli-help--command = Perintah mana, misalnya deletions run
cli-version = Menampilkan versi
cli-requests-list = Daftar permintaan
cli-requests-list--view = Tampilan yang mana
cli-requests-list--user = Hanya dari pembelajar ini
cli-requests-list--kind = Hanya yang meminta ini
cli-requests-list--state = Hanya yang berstatus ini
cli-requests-list--search = Hanya yang memuat setiap kata: pembelajar, email, ID, saluran, pemilik, atau #nomor
cli-requests-show = Menampilkan permintaan
cli-learning = Laporan pembelajaran
cli-learning-import = Mengambil laporan pembelajaran: ringkasan atau rincian satu periode. Periode yang sama akan menggantikannya
cli-learning-import--file = Laporan seperti yang diunduh
cli-learning-import--check = Hanya memeriksa; tidak ada yang diubah
cli-learning-import--period = Periode laporan: 2026-10-01..2026-10-31, atau satu bulan seperti 2026-10
cli--map = Tujuan kolom sebuah header: nama kolom, atau ignore; juga attribute dan license:TYPE saat mengimpor pengguna
cli--ignore = Mengabaikan kolom dengan header ini
cli--ignore-unknown = Mengabaikan semua kolom yang tidak dikenal
cli--dates = Yang ditulis lebih dulu pada tanggal seperti 03/04/2026: day-first atau month-first
cli--times = Arti waktu seperti 1:30: hours-minutes (jam dan menit) atau minutes-seconds (menit dan detik)
cli--forget-columns = Lupakan pilihan kolom sebelumnya untuk file dengan baris header ini
cli-columns-remembered = Kolom mengikuti pilihan saat file dengan baris header ini terakhir diimpor. Untuk memilih lagi: --map, atau --forget-columns.
cli-columns-bad-map = { $said } tidak menyebutkan tujuan kolom. Tulis --map 'HEADER=COLUMN', misalnya --map 'NIK=unique_user_id', atau --map 'HEADER=ignore'. Tidak ada yang diubah.
cli-columns-no-header = File ini tidak memiliki kolom { $header }. Tidak ada yang diubah.
cli-columns-open = { $count } kolom dalam file tidak dikenal:
cli-columns-open-line = {"  "}{ $header }   { $samples }
cli-columns-open-means = Sebutkan tujuannya dengan --map 'HEADER=COLUMN', abaikan dengan --ignore HEADER, atau abaikan semuanya dengan --ignore-unknown. Tidak ada yang diubah.
cli-learning-period-offered = Sebutkan periode laporan. Baris-barisnya menyebut { $days }: --period { $days }. Tidak ada yang diubah.
cli-learning-period-needed = Sebutkan periode laporan: --period 2026-10-01..2026-10-31, atau --period 2026-10. Tidak ada yang diubah.
cli-learning-read = { $kind ->
    [summary] Ringkasan pembelajar
   *[detail] Rincian pembelajar
} periode { $period }: { $rows } baris, { $matched } tentang pembelajar akun ini.
cli-learning-effect = { $learners } pembelajar, { $courses } kursus baru; total { $minutes_way ->
    [fewer] berkurang { $minutes } menit
    [same] menitnya tetap
   *[more] bertambah { $minutes } menit
} dan { $completions_way ->
    [fewer] berkurang { $completions } penyelesaian
    [same] penyelesaiannya tetap
   *[more] bertambah { $completions } penyelesaian
}.
cli-learning-replaces = Periode ini sudah pernah diimpor dan digantikan. { $count ->
    [0] Semua pembelajar dari impor sebelumnya ada di sini.
   *[other] { $count } pembelajar dari impor sebelumnya tidak ada di sini dan kehilangan isinya.
}
cli-learning-checked = Hanya diperiksa: tidak ada yang diubah.
learning-empties = { $count } pembelajar dari impor sebelumnya untuk periode ini akan kehilangan isinya, dan { $kept } tetap memilikinya. File ini mungkin terpotong, atau file lain.
cli-learning-import--yes = Tidak bertanya jika periode kehilangan sebagian besar pembelajarnya
cli-learning-correct--yes = Tidak bertanya jika periode kehilangan sebagian besar pembelajarnya
learning-row-not-found = Tidak ada pembelajar akun ini dengan email atau ID tersebut.
learning-row-already-deleted = Pembelajar ini sudah dihapus.
learning-row-ids-disagree = Email dan ID milik pembelajar yang berbeda.
learning-row-duplicate = Pembelajar ini sudah ada di baris sebelumnya, dan baris itu yang dihitung.
learning-row-empty-row = Baris ini tidak memiliki email maupun ID.
learning-row-invalid-identifier = Email atau ID tidak sah.
learning-row-invalid-time = Waktu tidak ditulis sebagai J:MM:DD atau angka biasa.
learning-row-time-without-unit = Angka ini tidak memiliki satuan: tulis J:MM:DD, atau sebutkan jam, menit atau detik di header.
learning-row-invalid-number = Ada angka yang tidak dapat dibaca.
learning-row-invalid-date = Ada tanggal yang tidak dapat dibaca.
learning-row-no-title = Baris ini tidak memiliki judul.
learning-row-malformed-row = Baris ini memiliki kolom lebih banyak daripada header, NUL, atau kolom yang terlalu panjang.
cli-reports = Laporan
cli-reports-aggregate = Jumlah per bulan atau kursus; tidak dihitung ulang saat pembelajar dihapus
cli-reports-aggregate--by = Per bulan atau per kursus
cli-reports-learner = Laporan satu pembelajar
cli-outbox = Email
cli-outbox-list = Daftar pesan
cli-outbox-show = Menampilkan pesan
cli-outbox-show--message = Nomor pesan
cli-outbox-send = Mengirim email yang menunggu
cli-outbox-send--messages = Pesan yang dikirim ulang
cli-audit = Log aktivitas
cli-audit-list = Daftar entri
cli-audit-list--user = Hanya yang menyangkut pembelajar ini
cli-audit-list--by = Hanya yang dilakukan operator ini
cli-audit-list--act = Hanya tindakan ini, menurut kodenya dalam JSON
cli-audit-list--refused = Hanya yang ditolak
cli-audit-list--from = Hanya sejak hari ini (2026-11-27, menurut zona waktu Anda, atau zona akun bila Anda tidak memilih)
cli-audit-list--to = Hanya sampai hari ini, termasuk hari itu
cli-audit-export--user = Hanya yang menyangkut pembelajar ini
cli-audit-export--by = Hanya yang dilakukan operator ini
cli-audit-export--act = Hanya tindakan ini, menurut kodenya dalam JSON
cli-audit-export--refused = Hanya yang ditolak
cli-audit-export--from = Hanya sejak hari ini (2026-11-27, menurut zona waktu Anda, atau zona akun bila Anda tidak memilih)
cli-audit-export--to = Hanya sampai hari ini, termasuk hari itu
cli-advice-acts = Kode tindakan ada di kolom act pada offboard audit list --format json.
cli-usage-day = “{ $day }” bukan hari. Tulis seperti 2026-11-27.
cli-operators = Operator konsol ini
cli-operators-list = Daftar operator
cli-account = Pengaturan akun
cli-account-show = Menampilkan pengaturan
cli-account-set = Mengubah pengaturan
cli-account-set--settings = Pengaturan dan nilainya, misalnya wait_days=3
cli-db = Basis data
cli-db-check = Memeriksa basis data
cli-db-backup--file = Tempat menulisnya; jika tidak disebut, file bertanggal di folder backups di samping basis data
cli-db-restore = Mengganti basis data dengan cadangan; penghapusan sesudahnya ikut diterapkan
cli-db-restore--file = Cadangan
cli-db-restore--yes = Jangan bertanya
cli-db-restore--despite-gap = Pulihkan walaupun jurnal penghapusan tidak memiliki entri yang sudah dilihat cadangan
cli-db-restore--discard = Jangan simpan basis data yang digantikan
cli-db-purge = Membersihkan data yang dihapus dari file basis data
cli-db-rekey = Membuat kunci baru pengganti yang hilang; pengguna yang dihapus tidak dapat ditanyakan lagi
cli-db-rekey--yes = Jangan bertanya
cli-completions = Menulis pelengkapan perintah untuk shell
cli-completions--shell = Nama shell
cli-man = Menulis halaman manual
cli-man--command = Perintah yang halamannya ditulis
cli-man--output = Folder untuk menulis semua halaman

cli-usage-one-too-many = “{ $argument }” di sini satu nilai terlalu banyak.
cli-usage-unknown-argument = Tidak ada opsi { $argument } di sini.
cli-usage-unknown-command = Tidak ada perintah “{ $command }”.
cli-usage-missing-command = Perintahnya belum ada.
cli-usage-missing-argument = Ini belum ada: { $argument }
cli-usage-missing-value = { $argument } memerlukan nilai.
cli-usage-conflict = { $argument } dan { $other } tidak dapat dipakai bersama.
cli-usage-invalid-value = “{ $value }” tidak dapat menjadi nilai { $argument }.
cli-usage-valid-values = Pilihannya: { $values }.
cli-usage-operator = Sebutkan siapa yang meminta: --operator NAMA.
cli-usage-passphrase = Frasa sandi harus ada di OFFBOARD_PASSPHRASE, atau harus ada terminal untuk menanyakannya.
cli-usage-yes = Tidak ada terminal untuk bertanya. Pemanggil dari skrip menyatakan sendiri bahwa ini dimaksudkan: tambahkan --yes.
cli-usage-restore-yes = Tidak ada terminal untuk bertanya. Untuk mengganti basis data tanpa ditanya, tambahkan --yes.
cli-usage-rekey-yes = Tidak ada terminal untuk bertanya. Untuk membuat kunci baru tanpa ditanya, tambahkan --yes.
cli-usage-tour-room = Tur memerlukan terminal dengan sedikitnya { $columns } kolom dan { $rows } baris; terminal ini memiliki { $foundcolumns } dan { $foundrows }. Perbesar terminalnya, atau rekam tur ke file: --record FILE.
cli-usage-terminal = Konsol memerlukan terminal.
cli-usage-name-value = “{ $value }” harus berupa nama dan nilai, misalnya wait_days=3.
config-key-near = tidak ada kunci { $key }. Mungkin maksudnya { $near }.
config-exists = Ada
config-column-key = Kunci
config-column-value = Nilai
config-column-from = Dari
config-column-message = Yang salah
config-from-call = perintah
config-from-environment = lingkungan
config-from-file = file
config-from-default = bawaan
config-well = Tidak ada yang salah dengan { $path }.
config-none = Tidak ada file konfigurasi. Tempatnya { $path }; offboard config edit membuatnya.
config-made = { $path } dibuat: setiap kunci dijelaskan, dan tidak ada yang diatur.
config-no-editor = Tidak ada yang dapat menyunting file di sini. Sebutkan programnya: EDITOR.
config-editor-failed = { $editor } tidak berakhir dengan baik. File tetap seperti yang ditinggalkannya.
config-template = Offboard: yang biasanya harus disebut di setiap perintah. Baris yang diawali # tidak berarti apa pun; hapus # untuk mengatur sebuah kunci.
config-about-accounts = Basis data beberapa akun, dengan nama pilihan sendiri: offboard --account NAME
config-about-keys = Tombol pilihan sendiri, di samping tombol bawaan, dengan nama perintah (docs/reference/commands.md): satu tombol, atau beberapa. Tombol F, Ctrl- dan Alt- dengan huruf, atau huruf yang masih bebas.
config-keys-near = tidak ada perintah { $id }. Mungkin maksudnya { $near }.
config-keys-no-command = tidak ada perintah { $id }. Nama semua perintah ada di docs/reference/commands.md.
config-keys-keyless = { $id } ({ $name }) hanya ada di menu dan palet, tanpa tombol sendiri.
config-keys-no-key = { $id }: “{ $key }” bukan tombol. Tombol ditulis seperti x, X, f9, ctrl-x, alt-x, space, home.
config-keys-fixed = { $id }: { $key } dipakai di mana-mana untuk keluar, menjawab, atau berpindah, dan tidak berarti lain.
config-keys-taken = { $id }: { $key } sudah berarti { $name } ({ $other }) di tempat keduanya berlaku. Pilih tombol lain.
config-keys-begins = { $id }: { $key } mengawali { $keys } untuk { $name } ({ $other }) di tempat keduanya berlaku. Pilih tombol lain.
config-keys-begun = { $id }: { $keys } diawali { $key }, yang berarti { $name } ({ $other }) di tempat keduanya berlaku. Pilih tombol lain.
config-keys-dangerous = { $id }: { $key } berarti { $name } ({ $other }) di layar lain. Perintah yang tidak dapat dibatalkan tidak berbagi tombol dengan yang dapat dibatalkan. Pilih tombol lain.
config-about-db = Lokasi basis data.
config-about-lang = Bahasa program: en atau id.
config-about-operator = Nama operator yang masuk.
config-about-theme = Tema konsol: dark, light, high-contrast, deutan, tritan, atau plain, atau nama tema buatan sendiri (offboard config theme NAMA membuat satu). Jika tidak disebut, terang atau gelap mengikuti terminal.
config-about-mail-host = Nama atau alamat server email. Tanpa ini, email masuk ke sebuah folder.
config-about-mail-port = Port server email.
config-about-mail-security = Cara koneksi dirahasiakan: starttls, tls, atau none yang hanya ke mesin ini.
config-about-mail-from = Pengirim email.
config-about-mail-hello = Nama yang dipakai mesin ini untuk menyapa server.
config-about-mail-username = Nama pengguna, jika server meminta masuk.
config-about-mail-password-file = File dengan kata sandi dalam satu baris, yang tidak boleh dibaca orang lain (chmod 600).
config-about-mail-ca-file = File dengan sertifikat otoritas yang dipercaya, menggantikan yang umum.
config-about-mail-directory = Folder tujuan email, jika tidak ada server.
config-about-serve-listen = Alamat dan port tempat offboard serve mendengarkan.
config-about-serve-host-key = File kunci host, jika tidak berada di samping basis data.
config-about-serve-max-sessions = Jumlah sesi pada satu waktu.
config-about-serve-keep-days = Jumlah hari file operator disimpan.
cli-config = File konfigurasi: tempatnya, yang salah, dan isinya
cli-config-path = Menunjukkan tempat file konfigurasi
cli-config-check = Menampilkan semua yang salah dalam file konfigurasi
cli-config-show = Menampilkan setiap kunci, nilai yang berlaku, dan asalnya
cli-config-edit = Membuka file konfigurasi dengan VISUAL atau EDITOR, dibuat dengan penjelasan setiap kunci jika belum ada, lalu memeriksanya
cli-config-theme = Menulis tema buatan sendiri sebagai awal, setiap kunci dijelaskan
cli-config-theme--name = Nama tema: huruf, angka, - dan _
config-theme-made = { $path } dibuat, dan tampak seperti tema gelap sampai diubah. Pilih dengan theme = "{ $name }" di konfigurasi.
config-theme-name = { $name } tidak dapat menjadi nama tema buatan sendiri: pakai huruf, angka, - dan _, dan bukan nama tema bawaan.
config-theme-near = tidak ada tema { $name }. Mungkin maksudnya { $near }.
config-theme-none = tidak ada tema { $name }. Yang ada: { $names }. offboard config theme NAMA membuat satu.
config-theme-tone = { $part } tidak dapat berupa { $value }. Isinya warna seperti "#5fd7d7", atau angka dari 16 sampai 255.
config-theme-faint = { $part } menonjol dari { $on } dengan { $found } banding 1. Yang harus terbaca perlu { $least } banding 1.
config-about-reduced-motion = Apakah tidak ada yang bergerak sendiri: kemajuan ditampilkan per sepuluh persen. OFFBOARD_REDUCED_MOTION=1 sama artinya.
cli-mail = Email itu sendiri
cli-mail-test = Mengirim satu pesan ke sebuah alamat sekarang, lewat jalan keluarnya email
cli-mail-test--address = Kepada siapa
cli-doctor = Memeriksa terminal, lokal, konfigurasi, desktop, email, basis data, dan penyedia, lalu mengatakan apa yang harus dilakukan
mail-test-subject = Uji coba email Offboard
mail-test-body = Pesan ini dikirim untuk mencoba pengaturan email. Tidak ada yang perlu dilakukan.
mail-test-road = Jalan
mail-test-place = Tempat
mail-test-id = Message-ID
mail-test-road-folder = ke sebuah folder
mail-test-road-server = ke sebuah server
mail-test-road-closed = tidak ada
mail-test-sent = Pesan diterima. Apakah pesan sampai, penerimanya yang tahu.
mail-test-failed = Pesan tidak terkirim.
doctor-check = Pemeriksaan
doctor-state = Keadaan
doctor-found = Ditemukan
doctor-advice = Yang harus dilakukan
doctor-state-ok = baik
doctor-state-note = catatan
doctor-state-trouble = ▲ masalah
doctor-terminal = Terminal
doctor-locale = Lokal
doctor-configuration = Konfigurasi
doctor-desktop = Desktop
doctor-mail = Email
doctor-database = Basis data
doctor-provider = Penyedia
doctor-terminal-dumb = TERM adalah dumb atau tidak diatur
doctor-terminal-dumb-advice = Konsol memerlukan terminal yang dapat menempatkan kursor. Semua perintah berfungsi di sini.
doctor-terminal-none = ini bukan terminal
doctor-terminal-none-advice = Perintah berfungsi di sini; konsol memerlukan terminal.
doctor-terminal-found = { $name }, { $columns } kali { $rows }, { $colours }
doctor-terminal-small = Konsol memerlukan 80 kali 24 atau lebih.
doctor-colours-on = dengan { $count } warna
doctor-colours-none = tanpa warna, karena tidak menampilkannya
doctor-colours-all = dengan semua warna
doctor-colours-off = tanpa warna (NO_COLOR)
doctor-locale-found = { $language }; { $locale }; zona waktu { $zone }
doctor-locale-advice = Lokal tidak menyebut UTF-8: nama dapat terlihat salah. Atur LANG ke yang menyebutnya, misalnya C.UTF-8.
doctor-configuration-none = tidak ada file
doctor-configuration-none-advice = Tidak diperlukan. Untuk membuatnya: offboard config edit
doctor-configuration-faults = { $path }: { $count } kesalahan
doctor-configuration-advice = offboard config check
doctor-desktop-here = dialog file desktop dapat dibuka
doctor-desktop-remote = lewat SSH: tidak ada dialog file di sini
doctor-desktop-none = tidak ada desktop
doctor-desktop-advice = File dipilih di peramban konsol sendiri, atau dengan mengetik lokasinya.
doctor-mail-usual = ke folder mail di samping basis data; tidak ada yang dikirim
doctor-mail-usual-advice = Untuk mengirim email, sebutkan server: [mail] host dan from, offboard config edit
doctor-mail-unknown = tidak diketahui: konfigurasi mengandung kesalahan, dan tidak ada isinya yang dipakai
mail-test-unreachable = Server email tidak dapat dihubungi atau tidak menjawab. Pesan uji tidak dicoba lagi: jalankan mail test sekali lagi. ({ $words })
mail-test-unconfirmed = Koneksi terputus setelah pesan diserahkan: pesan mungkin sudah sampai. Pesan uji tidak dikirim lagi. ({ $words })
doctor-mail-folder = ke folder { $path }
doctor-mail-server = ke server { $server }
doctor-mail-try = Coba: offboard mail test ADDRESS
doctor-mail-stuck = { $count } pesan menunggu: { $why }
doctor-mail-stuck-advice = offboard outbox list, offboard mail test
doctor-database-none = { $path }: tidak ada
doctor-database-none-advice = offboard init, atau offboard demo untuk melihat-lihat
doctor-provider-unseen = hanya terlihat oleh yang masuk
doctor-provider-unseen-advice = offboard account show --operator NAME
doctor-provider-connect = Tidak ada server yang terhubung: offboard provider connect
doctor-provider-server = { $lives }: { $server }, { $count } terbuka
doctor-provider-try = Coba: offboard provider test
doctor-provider-file = { $lives }, { $count } terbuka
config-in = { $path }: { $told }
config-form = baris { $line } tidak dapat dibaca. Tulis kunci, =, lalu nilai, misalnya lang = "id".
config-key = tidak ada kunci { $key }. Yang ada: { $keys }.
cli-advice-settings = Pengaturan yang ada: { $names }.
setting-not-allowed = { $name } tidak dapat berupa “{ $value }”. Nilainya harus berupa { $allowed }.
allowed-text = teks apa pun dalam satu baris
allowed-name = teks yang tidak kosong
allowed-path = lokasi file atau folder
allowed-list = teks yang dipisahkan koma, atau none
allowed-flag = yes atau no (ya atau tidak)
allowed-range = bilangan bulat dari { $least } sampai { $most }
allowed-least = bilangan bulat paling sedikit { $least }
allowed-least-or-none = bilangan bulat paling sedikit { $least }, atau none
allowed-words = salah satu dari: { $words }
allowed-zone = nama zona waktu IANA, misalnya Asia/Jakarta atau Europe/Berlin
cli-usage-bom = --bom dipakai untuk yang ditulis sebagai CSV: sebuah ekspor, atau --format csv.
cli-usage-backup-stdout = Cadangan ditulis ke file, bukan ke stdout.
cli-advice-no-database = Buat dengan offboard init, atau sebutkan yang lain dengan --db.
cli-advice-again = Lihat dengan: offboard deletions show { $batch }. Untuk menjalankan file yang sama lagi, tambahkan --again.
cli-advice-unverified = Tambahkan: --unverified 'ALASAN'
cli-advice-confirm = Tambahkan: --confirm '{ $phrase }'

cli-ask-passphrase = Frasa sandi { $name }:
cli-ask-confirm = Ketik “{ $word }” untuk melanjutkan:
cli-warn-permanent = Semua data pengguna akan dihapus secara permanen.
cli-warn-restore = Basis data { $database } akan diganti dengan cadangan { $backup }. Yang dilakukan setelah cadangan akan hilang, kecuali penghapusan serta legal hold, pengaturan pelindung, operator nonaktif, dan kunci dicabut yang berlaku sekarang. Basis data yang digantikan disimpan sampai pembersihan berikutnya. Batch yang sedang berjalan di cadangan menunggu sampai Anda melanjutkannya.
cli-warn-gap = { $told } Pengguna yang dihapus sejak itu, dan hanya tercatat di entri yang hilang, akan kembali.
cli-warn-rekey = Kunci baru tidak dapat menjawab tentang pengguna yang dihapus sampai sekarang: email dan ID mereka dapat dipakai lagi, cadangan yang dibuat sampai sekarang tidak dapat dipulihkan di sini, dan log aktivitas memulai rantai baru. Jika file kunci lama mungkin masih dapat ditemukan, carilah dahulu.
cli-nothing-deleted = Tidak ada yang dihapus.
cli-report = Laporannya ada di { $path }
cli-technical = Teknis: { $technical }
cli-none = Tidak ada.
cli-yes = ya
cli-no = tidak
cli-written = Ditulis ke { $path }
cli-made = Basis data { $path } sudah dibuat.
cli-seeding = Menambahkan pembelajar
cli-seeded = { $count } pembelajar sudah ditambahkan.
cli-demo-kept = Akun demo disimpan di { $path }. Buka lagi: offboard demo --at { $shown }
    Atau gunakan seperti yang lain: offboard --db { $shown } --operator { $name } (frasa sandi: demo)
cli-checking = Memeriksa
cli-running = Batch { $batch }
cli-examining = Memeriksa
cli-backing-up = Menyalin
cli-purging = Membersihkan
cli-import-kept = { $field }: { $count } sel kosong. Isinya tetap; akan dikosongkan dengan --empty { $code }
cli-import-gone = { $count } pengguna akun ini tidak ada di file. Tidak terjadi apa-apa pada mereka.
cli-import-license-unknown = Tidak ada jenis lisensi bernama { $name }. Buat dengan --make-licenses, atau dengan: offboard licenses add { $typed } --seats N
cli-import-license-rows = Baris yang menyebutnya ditolak: { $lines }.
cli-import-license-made = Jenis lisensi { $name } baru, dengan kursi sebanyak yang diberikan file: { $count }. Untuk mengubahnya: offboard licenses seats { $typed } N
cli-import-checked = Sudah diperiksa. Tidak ada yang diubah.
cli-import-refused = Tidak ada yang diimpor. Perbaiki baris di atas, atau impor baris lainnya dengan --in-part.
cli-due = Batch dimulai pada { $due }. Sebelum itu, offboard deletions withdraw { $batch } menariknya kembali.
cli-due-needs-runner = Saat ini tidak ada yang bekerja untuk akun ini: batch hanya dimulai selama konsol terbuka atau offboard run berjalan.
cli-paused = Batch dijeda. Setelah penyebabnya diperbaiki, lanjutkan dengan: offboard deletions resume { $batch }
cli-paused-restored = Batch dijeda: cadangan mengembalikannya. Jika masih diperlukan, lanjutkan dengan: offboard deletions resume { $batch }. Jika tidak: offboard deletions cancel { $batch }
cli-stopped = Berhenti setelah { $done } dari { $total } pengguna. Tidak ada yang hilang; lanjutkan dengan: offboard deletions resume { $batch }
cli-elsewhere = Jendela atau perintah lain sedang mengerjakan batch { $batch }; menunggu sampai selesai.
cli-runner-begins = Bekerja untuk akun ini sampai dihentikan: batch yang jatuh tempo, pembersihan, email.
cli-runner-resumes = Batch { $batch } sempat terputus dan sekarang berlanjut.
cli-runner-ended = Batch { $batch } berakhir: { $state }.
cli-run = Bekerja untuk sebuah akun tanpa konsol: memulai batch yang jatuh tempo, melanjutkan yang terputus, membersihkan file, dan mengirim email. Perintah ini tidak memutuskan apa pun dan tidak memerlukan operator.
cli-run--due = Hanya yang jatuh tempo: batch yang terputus diserahkan kepada orang
cli-run--once = Berakhir bila tidak ada lagi yang perlu dikerjakan, untuk cron dan timer systemd
cli-goes-on-elsewhere = Batch { $batch } berlanjut di jendela atau perintah lain.
cli-purge-hindered = Pengguna sudah dihapus. Datanya belum dapat dibersihkan dari file. Setelah penyebabnya diperbaiki, lanjutkan dengan: offboard deletions resume { $batch }
cli-not-purged = Pengguna sudah dihapus. Datanya masih harus dibersihkan dari file: offboard deletions resume { $batch }
cli-certificate-genuine = Asli: sertifikat batch { $batch }, seperti yang dibuat akun ini.
cli-certificate-not-genuine = Tidak asli: sudah diubah, atau dibuat akun lain.
cli-certificate-not-one = Ini bukan sertifikat penghapusan.
cli-packaged = Dikemas: { $rows } baris dalam { $files } file; { $left } tidak disertakan.
cli-db-well = Semuanya baik.
cli-db-not-well = Tidak semuanya baik. Biarkan file itu apa adanya, lalu pulihkan cadangan terbaru.
cli-db-journal-lost = Jurnal penghapusan hilang pada { $date }, dengan { $count } entri. Penghapusannya ada di basis data; cadangan dari sebelum hari itu ditolak, karena mungkin tidak memuat salah satunya. Buat yang baru sekarang: offboard db backup
cli-db-exposed = Datanya utuh, tetapi tidak semuanya baik: lihat di atas.
cli-backed-up = Cadangan { $path } sudah ditulis ({ $size }). File kunci di samping basis data tidak termasuk; simpan juga salinannya.
cli-restoring = Menyiapkan cadangan di samping basis data
cli-restored = Dipulihkan: { $users } pengguna. Penghapusan sesudahnya yang diterapkan: { $erased }.
cli-restored-gap = Jurnal penghapusan tidak lengkap: keduanya memiliki entri sampai { $common }, cadangan sudah melihat { $database }, jurnal berakhir pada { $journal }. Yang diketahui cadangan sebagai terhapus ditulis lagi ke jurnal.
cli-restored-held = { $count } batch di cadangan sedang berjalan atau menunggu. Batch itu berlanjut setelah Anda melanjutkannya: offboard deletions list.
cli-restored-kept = Basis data yang digantikan disimpan sebagai { $path } sampai pembersihan berikutnya.
restored-holds = { $count } legal hold yang tidak ada di cadangan tetap berlaku.
restored-holds-lost = { $count } pembelajar dengan legal hold tidak ada di cadangan. Terapkan lagi legal hold-nya saat mereka ditambahkan.
restored-settings = Pengaturan ini tetap seperti sekarang karena yang ada di cadangan kurang melindungi: { $names }.
restored-settings-lost = Pengaturan ini diambil dari cadangan karena ada perubahan yang sedang berjalan di penyedianya; periksa apakah sudah benar: { $names }.
restored-disabled = Tetap dinonaktifkan: { $names }.
restored-erased = { $count } operator tetap dihapus datanya.
restored-roles = Peran lebih rendah yang berlaku sekarang tetap dipakai: { $names }.
restored-passphrases = Frasa sandi yang berlaku sekarang tetap dipakai: { $names }.
restored-let-in = Diizinkan masuk karena tidak ada orang lain yang dapat mengelola akun: { $names }.
restored-revoked = Kunci ini tetap dicabut: { $names }.
restored-keys = Kunci ini dihapus setelah cadangan dibuat dan tetap tidak diterima: { $names }.
restored-cas = CA ini dihapus setelah cadangan dibuat dan tetap tidak diterima: { $names }.
restored-batches = Batch yang menunggu atau sedang berjalan dan tidak ada di cadangan: { $names }. Batch itu hilang; upload lagi CSV-nya jika masih diinginkan.
restored-finished = Batch selesai yang tidak ada di cadangan: { $names }. Penghapusannya tetap berlaku; baris dan sertifikatnya hanya ada di basis data yang digantikan.
restored-requests = Permintaan yang tidak ada di cadangan: { $names }. Orang yang sudah menerima email tentangnya perlu diberi tahu lagi.
restored-requests-older = Permintaan yang kembali seperti saat cadangan dibuat: { $names }. Yang dilakukan setelah itu hilang, kecuali penghapusan.
restored-unread = Basis data yang digantikan tidak dapat dibaca. Legal hold, pengaturan pelindung, operator yang dinonaktifkan atau dihapus datanya, frasa sandi baru, serta kunci yang dihapus atau dicabut setelah cadangan dibuat tidak ada di dalamnya. Tetapkan lagi semuanya.
restored-unread-parts = Bagian ini tidak dapat dibaca di basis data yang digantikan, dan yang ditetapkan di sana setelah cadangan dibuat tidak ada di dalamnya. Tetapkan lagi: { $names }.
log-detail-holds-kept = legal hold dipertahankan
log-detail-settings-kept = pengaturan dipertahankan
log-detail-operators-kept = operator dipertahankan
log-detail-keys-kept = kunci tetap ditolak
log-detail-let-in = diizinkan masuk
log-detail-batches-lost = batch hilang
log-detail-not-read = tidak terbaca di basis data yang digantikan
log-value-holds = legal hold
log-value-settings = pengaturan
log-value-operators = operator
log-value-keys = kunci
log-value-requests = permintaan
log-value-batches = batch
cli-purge-owed = Penghapusan sudah diterapkan, tetapi datanya belum dapat dibersihkan dari file. Jalankan offboard db purge.
cli-restored-residue = Pemindaian file yang dipulihkan menemukan { $count } alamat pengguna terhapus. Jalankan offboard db purge.
cli-rekeyed = Kunci baru sudah dibuat. Pengguna terhapus yang tidak dapat ditanyakan lagi: { $deleted }. Simpan salinan file kunci terpisah dari basis data.
cli-log-head = Hash terakhir log: { $head }
cli-delivered = Terkirim { $sent }, ditolak { $failed }, menunggu { $queued }.
cli-no-letter = Tidak ada yang dikirimi email.
cli-only-shown = Hanya ditampilkan: tidak ada yang dilakukan dan tidak ada yang dikirim.
cli-report-deleted = { $count } pembelajar sudah dihapus. Apa pun yang pernah dipelajari tetap terhitung di dalam jumlah ini.
cli-report-learner = Seluruhnya { $minutes } menit, { $completions } kursus diselesaikan.

out-batch = Batch
out-state = Keadaan
out-file = File
out-size = Ukuran
out-sha256 = SHA-256
out-lines = Baris file
out-line-sum = { $lines } = { $header } header + { $blank } kosong + { $continued } lanjutan + { $rows } baris data
out-rows = Baris
out-users = Pengguna
out-users-before = { $before } sebelumnya
out-users-before-after = { $before } sebelumnya, { $after } sesudahnya
out-share = { $share } dari akun
out-results-file = File hasil
out-deleted = Dihapus
out-failed = Gagal
out-confirmed = Dikonfirmasi
out-begins = Mulai
out-field = Kolom
out-old = Sebelum
out-moves = Beralih
out-new = Sesudah
out-seats = Kursi
out-invited = Invited
out-activated = Activated
out-available = Available
out-line = Baris
out-said = Isinya
out-learner = Pembelajar
out-outcome = Hasil
out-result = Hasil
out-code = Kode
out-message = Pesan
out-name = Nama
out-first-name = Nama depan
out-last-name = Nama belakang
out-email = Email
out-unique-id = ID pengguna unik
out-job-title = Jabatan
out-language = Bahasa
out-attributes = Atribut
out-license = Lisensi
out-licenses = Lisensi yang dimiliki
out-profile = Profil
out-groups = Grup
out-hold = Legal hold
out-hold-reason = Alasan legal hold
out-minutes = Menit
out-last-active = Terakhir aktif
out-role = Peran
out-passphrase = Frasa sandi
out-disabled = Nonaktif
out-access-from = Akses hanya dari
out-number = No.
out-when = Waktu
out-operator = Operator
out-act = Tindakan
out-user = Pembelajar
out-detail = Rincian
out-kind = Jenis
out-to = Kepada
out-subject = Perihal
letter-title = Surat seperti yang akan dikirim
letter-from = Dari
letter-language = Bahasa
letter-back = Kembali
letter-none = Tidak ada yang dikirimi email: pembelajar tidak memiliki alamat.
out-queued = Antre sejak
out-sent = Terkirim
out-attempts = Upaya
out-channel = Saluran
out-owner = Penanggung jawab
out-opened = Dibuka
out-due-at = Tenggat
out-month = Bulan
out-active-learners = Pembelajar aktif
out-completions = Penyelesaian
out-course = Kursus
out-percent = Persen
out-completed = Selesai
out-tombstones = Pengguna terhapus yang tercatat
out-schema = Skema
out-bytes-before = Ukuran sebelum
out-bytes-after = Ukuran sesudah
out-residue = Sisa alamat terhapus
out-doubtful = Tempat yang meragukan
out-residue-file = File
out-residue-byte = Byte
out-residue-sure = Kepastian
out-batches-completed = Batch yang selesai
out-setting-account = Nama (account)
out-setting-profile-connection = Profil LinkedIn (profile_connection)
out-setting-other-products = Produk LinkedIn lainnya (other_products)
out-setting-gate-users = Wajib frasa jika lebih dari sekian pengguna (gate_users)
out-setting-gate-percent = Wajib frasa jika lebih dari sekian % akun (gate_percent)
out-setting-second-admin = Admin penuh kedua (second_admin)
out-setting-wait-days = Masa tunggu dalam hari (wait_days)
out-setting-max-rows = Baris per upload (max_rows)
out-setting-keep-upload-days = Lama upload disimpan dalam hari (keep_upload_days)
out-setting-mail-on-revoke = Email saat lisensi dicabut (mail_on_revoke)
out-setting-help-desk-contact = Kontak help desk (help_desk_contact)
out-setting-language = Bahasa email (language)
out-setting-time-zone = Zona waktu (time_zone)
out-setting-colour = Warna (colour)

cli-users-license = Memberikan jenis lisensi kepada pembelajar, atau mencabutnya; kursi langsung berubah
cli-users-license--license-type = Nama jenis lisensi, atau none
cli-deletions-approve--plan = SHA-256 baris yang disetujui; bawaannya yang tersimpan sekarang
cli-requests-new = Mencatat permintaan pembelajar
cli-requests-new--kind = Yang diinginkan pembelajar
cli-requests-new--channel = Saluran masuknya, misalnya Telepon
cli-requests-new--asked-by = Siapa yang meminta, jika bukan pembelajar
cli-requests-new--note = Yang disampaikan
cli--request = Nomor permintaan
cli-requests-note--text = Isi catatan; hanya operator yang membacanya
cli-requests-reply = Mengirim email kepada pembelajar
cli-requests-reply--text = Isi balasan; dikirim kepada pembelajar lewat email
cli-requests-reply--disconnect-yourself = Beri tahu pembelajar yang sudah keluar cara memutuskan koneksi sendiri
cli-requests-reply--wait = Biarkan permintaan menunggu pembelajar; tenggat dijeda
cli--preview = Tampilkan seluruh surat seperti yang akan dikirim, tanpa melakukan apa pun
cli-requests-verify--how = Caranya, misalnya menelepon balik nomor yang tercatat
cli-requests-verify--undo = Tarik kembali verifikasi
cli-requests-do = Menjalankan permintaan dan menutupnya, atau memintakan persetujuan jika peran Anda mengharuskannya
cli--yes = Jangan bertanya; penghapusan bersifat permanen
cli--confirm = Frasa, jika pengaman memintanya
cli-requests-approve = Menyetujui yang diminta orang lain, lalu menjalankannya
cli-requests-approve--seal = Segel dari yang disetujui, seperti yang ditunjukkan requests show --format json; bawaannya yang berlaku sekarang
cli-requests-reject = Menolak permintaan; pembelajar dikirimi email
cli-requests-reject--reason = Alasan; dibaca oleh pembelajar
cli-requests-cancel = Menutup permintaan yang tidak diinginkan lagi; pembelajar dikirimi email
cli-requests-cancel--reason = Alasan; dibaca oleh pembelajar
cli-operators-add = Menambahkan operator; frasa sandinya dari OFFBOARD_NEW_PASSPHRASE atau ditanyakan
cli-operators-add--name = Nama untuk masuk
cli-operators-add--role = Tugas operator
cli-operators-add--email = Alamat email operator
cli-operators-role = Memberi operator peran lain
cli-operators-role--role = Peran mulai sekarang
cli-operators-passphrase = Menetapkan frasa sandi; dari OFFBOARD_NEW_PASSPHRASE atau ditanyakan
cli-operators-passphrase--name = Milik siapa; bawaannya milik Anda
cli-operators-disable = Mencegah operator masuk
cli--name = Nama operator
cli-ask-new-passphrase = Frasa sandi baru untuk { $name }:
cli-usage-new-passphrase = Frasa sandi baru harus ada di OFFBOARD_NEW_PASSPHRASE, atau harus ada terminal untuk menanyakannya.
cli-ask-delete-one = Pengguna dan semua datanya akan dihapus permanen. Ketik “{ $word }” untuk melanjutkan:
out-asked-by = Diminta oleh
out-taken-by = Dicatat oleh
out-identity = Identitas diverifikasi
out-identity-how = Cara verifikasi
out-waiting-since = Menunggu sejak
out-closed = Ditutup
out-approval-by = Persetujuan diminta oleh
out-approval-expires = Persetujuan sampai
out-approver = Disetujui oleh
out-reason = Alasan
out-log-entry = Entri log
out-mail = Email
describe-license-given-changes = { $count ->
    [1] satu kursi yang tersedia dipakai, menggantikan lisensi lain pembelajar ini
   *[other] kursi yang tersedia dipakai, menggantikan lisensi lain para pembelajar ini
}
describe-license-revoked-goes = { $count ->
    [1] lisensinya, dan email antrean yang meminta pembelajar mendaftar; kursinya langsung tersedia lagi
   *[other] lisensinya, dan email antrean yang meminta pembelajar mendaftar; kursi-kursinya langsung tersedia lagi
}
describe-license-stopped-goes = lisensi dan undangannya, yang dihentikan; kursinya langsung tersedia lagi
describe-license-stays-one = akun, koneksi LinkedIn, dan riwayat belajar, sejauh ini { $minutes } mnt
describe-license-stays = akun, koneksi LinkedIn, dan riwayat belajar
describe-license-told = { $count ->
    [1] pembelajar mendapat email
   *[other] setiap pembelajar mendapat email
}
describe-add-operator-stays = semua operator lain
describe-add-operator-unset = Tanpa frasa sandi, tidak ada yang dapat masuk sebagai operator ini. Frasa sandi dapat ditetapkan kemudian: Atur ulang frasa sandi.
describe-change-role-goes = hal yang hanya boleh dilakukan peran sebelumnya, seketika
describe-change-role-stays = nama, email, frasa sandi, dan semua catatan
describe-disable-goes = hak masuk, dan semua yang masih terbuka di jendela lain
describe-disable-stays = peran, frasa sandi, dan semua catatan; mengaktifkan mengembalikan semuanya
describe-enable-stays = peran dan frasa sandi, seperti semula
describe-approve-goes = para pengguna ini dan semua datanya, secara permanen
describe-approve-stays = semua orang lain, dan angka-angka laporan
describe-approve-told = operator yang mengonfirmasi batch, sekarang dan setelah selesai

cli-not-typed = Itu bukan “{ $word }”; tidak ada yang dihapus.
cli-advice-not-a-demo = Itu bukan akun demo, jadi dibiarkan apa adanya. Pilih lokasi lain, atau buka dengan: offboard --db { $path }
cli-usage-plain-data = Tidak ada CSV yang cocok untuk akun demo dengan kurang dari { $least } pembelajar.
cli-usage-demo-provider = Akun demo yang berada di penyedia memerlukan paling sedikit { $least } pembelajar.
cli-users-disconnect--yes = Jangan bertanya di terminal
cli-warn-erase-operator = Nama dan alamat { $name } hilang untuk selamanya; log kemudian hanya menyebut sebuah nomor.
cli-warn-revoke-key = Siapa pun yang memiliki kunci ini, atau sertifikat untuknya, tidak pernah dapat masuk dengannya lagi.
cli-warn-disconnect = { $count ->
    [1] Profil LinkedIn { $count } pembelajar akan diputus, dan pembelajar itu dikirimi email.
   *[other] Profil LinkedIn { $count } pembelajar akan diputus, dan masing-masing dikirimi email.
}
cli-advice-read-only = Membaca pun memerlukannya: Offboard menyimpan log dan kunci di samping basis data. Izinkan pengguna sistem Anda menulis basis data dan foldernya, atau buka sebagai pemiliknya.
cli-import-would = Akan menjadi: { $added } ditambah, { $changed } diubah, { $unchanged } tetap, { $refused } ditolak.
cli-advice-force = Pilih nama lain, atau timpa dengan --force.
cli-advice-dates = Sebutkan dengan --dates day-first atau --dates month-first.
cli-advice-times = Sebutkan dengan --times hours-minutes atau --times minutes-seconds.
cli-advice-all-rows = Semua baris, selama file upload masih disimpan: offboard deletions results { $batch } --all
cli-usage-meant = Maksud Anda { $name }?
cli-usage-tour = Tidak ada tur “{ $name }”. Pilihannya: { $names }.
cli-not-typed-change = Itu bukan “{ $word }”; tidak ada yang diubah.
# --- 5 ---

## Konsol: bingkai, lapisan, masuk


# --- 6 ---

hint-move = pindah
hint-choose = pilih
hint-close = tutup
hint-back = kembali
hint-quit = keluar
hint-buttons = tombol
hint-press = tekan
hint-letter = baca surat
hint-whom = siapa saja
hint-cancel = batal
hint-accept = terima
hint-scroll = gulir
hint-technical = bagian teknis
hint-next-field = isian berikut
hint-open = buka
hint-places = tempat
loading = Memuat…
opening = Membuka basis data…
reduced = Tampilan ringkas, hanya untuk dibaca. { $columns } × { $rows } menampilkan dan melakukan semuanya.
list-nothing = Tidak ada yang dapat dipilih di sini.
too-small = Offboard memerlukan { $columns } kolom dan { $rows } baris; jendela ini memiliki { $has_columns } dan { $has_rows }. Perbesar jendela lalu lanjutkan di tempat tadi.
toast-way = { $key } menampilkannya
exported = Ditulis ke { $path }
no-running-batch = Tidak ada batch yang berjalan.
batch-resumed = Batch { $batch } dilanjutkan dari tempat berhentinya.
batch-paused = Batch { $batch } dijeda.
batch-finished = Batch { $batch } selesai.
theme-dark = Gelap
theme-light = Terang
theme-high-contrast = Kontras tinggi
theme-deutan = Biru dan jingga, bila merah dan hijau tampak sama
theme-tritan = Pirus dan merah, bila biru dan kuning tampak sama
theme-plain = Polos, tanpa warna
theme-own = Buatan sendiri, dari konfigurasi
passphrase-explained = Mulai pembukaan berikutnya, konsol akan menanyakannya. Tidak ada yang dapat membacanya kembali.
passphrase-change-explained = Mulai sekarang yang ini berlaku menggantikan yang lama. Tidak ada yang dapat membacanya kembali.
passphrase-present = Sekarang
help-title = Bantuan
help-everywhere = Ketik untuk mencari perintah; Enter menjalankan yang ditunjuk kursor. Di layar, panah, Page up, Page down, Home, dan End untuk berpindah, Enter membuka, Esc kembali. Tetikus juga berfungsi: tab, baris, tombol, menu.
palette-nothing = Tidak ada apa pun atau siapa pun yang bernama itu. Coba sebuah tempat, seperti Outbox, letaknya, seperti People > Users, sebuah email, atau nomor batch, permintaan atau penyerahan, seperti #12 atau Permintaan 12.
palette-learner = pembelajar
palette-recent = terakhir
request-numbered = Permintaan { $request }
help-nothing = Tidak ada perintah bernama itu di sini.
fault-title = Tindakan gagal
prompt-empty = Harus diisi
confirm-changes = Yang berubah
confirm-goes = Hilang
confirm-stays = Tetap
confirm-told = Email
confirm-planning = Memeriksa akibatnya…
confirm-running = Sedang dijalankan…
confirm-stale = Ada yang berubah sementara itu. Beginilah keadaannya sekarang.
discard-title = Buang yang sudah diketik?
discard-goes = yang sudah diketik dan belum disimpan
discard-stays = semua yang sudah disimpan
discard-button = Buang
describe-disconnect-goes = { $count ->
    [1] koneksi profil LinkedIn dengan { $account }
   *[other] hubungan antara { $count } profil LinkedIn dan { $account }
}
describe-disconnect-stays-one = { $held ->
    [no_license] akun dan riwayat belajar, { $minutes } menit sejauh ini
   *[other] akun, lisensi { $license }, dan riwayat belajar, { $minutes } menit sejauh ini
}
describe-disconnect-stays = akun, lisensi, dan riwayat belajar
describe-disconnect-told = { $count ->
    [1] pembelajar menerima email untuk mendaftar ulang
   *[other] setiap pembelajar menerima email untuk mendaftar ulang
}
describe-disconnect-way = Untuk mengakhiri akses pembelajar sepenuhnya, cabut lisensinya: Manage licenses. Catatan dan riwayatnya tetap ada sampai penggunanya dihapus.
describe-group-goes = grup itu, dan siapa saja anggotanya
describe-group-stays = setiap anggota, beserta lisensi dan riwayat belajarnya
describe-nothing = tidak ada: tidak tersisa siapa pun yang dapat dikenai
describe-nobody = tidak ada yang diberi tahu
describe-cancel-batch-goes = sisa batch: tidak ada lagi pengguna di dalamnya yang dihapus
describe-cancel-batch-stays = pengguna yang belum mendapat giliran; yang sudah dihapus tidak dapat dipulihkan
describe-cancel-batch-told = operator yang mengonfirmasi batch
describe-cancel-batch-button = Hentikan batch
describe-cancel-batch-keep = Lanjutkan penghapusan
describe-cancel-batch-now = Sementara ini batch berjalan terus: { $percent }, { $done } dari { $total } pengguna
describe-withdraw-batch-goes = batch itu, sebelum dimulai
describe-withdraw-batch-stays = setiap pengguna; belum ada yang dihapus
describe-withdraw-batch-button = Tarik kembali
describe-withdraw-batch-keep = Biarkan batch
describe-release-goes = penjagaan yang menolak identitas ini
describe-release-whole-goes = penjaga yang menolak email dan ID pengguna terhapus ini
describe-release-stays = catatan penghapusan; data yang dihapus tidak dapat dipulihkan
describe-release-button = Izinkan
describe-and-more = dan { $count } lainnya
describe-passed-over = { $count ->
    [1] Satu pembelajar dilewati:
   *[other] { $count } pembelajar dilewati:
}
sign-in-title = Masuk
sign-in-name = Nama
sign-in-passphrase = Frasa sandi
sign-in-checking = Memeriksa…
first-title = Pertama kali dibuka
first-explained = Belum ada basis data di sini. Dengan isian ini basis data dibuat, dan Anda menjadi admin penuh pertamanya.
first-account = Akun
first-name = Nama Anda
first-email = Email Anda
first-email-hint = email tentang batch dikirim ke sana
first-passphrase-hint = boleh kosong: hanya untuk satu orang
first-create = Buat
hint-to-the-list = ke daftar
hint-clear = kosongkan
hint-onward = Lanjut
idle-active = aktif { $when }
idle-invited = diundang { $when }
idle-unknown = tidak ada catatan aktivitas
idle-keeps = Tetap
idle-keeps-hold = dikunci (legal hold)
idle-keeps-request = permintaan { $request }
idle-keeps-provider = di penyedia
idle-figure = { $count } menganggur selama { $days } hari
idle-rule = menganggur selama { $days } hari atau lebih
idle-figures = { $learners } pembelajar memiliki { $seats } kursi yang menganggur; { $never } tidak pernah datang.
idle-known-until = Aktivitas tercatat sampai { $date }.
idle-known-never = Tidak ada catatan aktivitas siapa pun: impor laporan pembelajaran, atau daftar pengguna dengan akses terakhir.
idle-marked = { $count } ditandai.
idle-none = Tidak ada yang memiliki kursi yang tidak dipakai selama { $days } hari.
idle-all-keep = Semua yang kursinya menganggur tetap memilikinya.
idle-days-field = Hari
idle-days-explained = Setelah berapa hari tanpa dipakai sebuah kursi dianggap menganggur: 1 sampai { $most }.
out-idle = Menganggur
out-revoked = Dicabut
out-kept = Tetap
command-idle-seats = Idle seats
command-idle-seats-help = Menampilkan siapa yang memiliki kursi dan sudah lama tidak aktif, atau diundang dan tidak pernah datang.
command-idle-seats-words = tidak dipakai tidak aktif ambil kembali
command-open-idle-help = Membuka profil pembelajar yang tidak memakai kursinya.
command-reclaim-seats = Ambil kembali kursi
command-reclaim-seats-help = Mencabut lisensi pembelajar yang ditandai, atau yang ada di kursor; yang tetap memilikinya karena suatu alasan dilewati.
command-reclaim-all-seats = Ambil semua
command-reclaim-all-seats-help = Mencabut lisensi semua orang dalam daftar; yang tetap memilikinya karena suatu alasan dilewati.
command-set-idle-days = Hari
command-set-idle-days-help = Menetapkan setelah berapa hari tanpa dipakai sebuah kursi dianggap menganggur.
reason-not-idle = Pembelajar memakai lisensinya, atau baru saja mendapatkannya.
reason-nobody-idle = Tidak ada kursi yang menganggur.
reason-has-request = Pembelajar memiliki permintaan terbuka yang menentukan hal ini: permintaan { $request }.
warning-activity-unknown = { $count } pembelajar sama sekali tidak memiliki catatan aktivitas. Bisa juga karena laporan tentangnya belum pernah diimpor.
describe-reclaim-goes = lisensi { $count } pembelajar, beserta email antrean yang meminta pendaftaran; { $seats } kursi langsung tersedia lagi
receipt-seats-reclaimed = Lisensi { $count } pembelajar dicabut; { $seats } kursi tersedia lagi.
act-seats-reclaim = kursi menganggur diambil kembali
cli-warn-reclaim = Lisensi { $count } pembelajar akan dicabut, sehingga mereka tidak lagi memiliki akses; { $seats } kursi kembali. { $kept ->
    [0] Tidak ada yang dikecualikan.
   *[other] { $kept } pembelajar tetap memiliki lisensinya.
}
cli-licenses-idle = Menampilkan siapa yang memiliki kursi dan tidak memakainya; dengan --revoke kursinya kembali
cli-licenses-idle--days = Jumlah hari sampai sebuah kursi dianggap menganggur
cli-licenses-idle--revoke = Cabut lisensi mereka semua; yang dikunci, memiliki permintaan terbuka, atau sedang di penyedia tetap memilikinya
cli-licenses-idle--yes = Jangan bertanya di terminal
cli-licenses-idle--preview = Tampilkan surat dan akibatnya, dan jangan lakukan apa pun
licenses-figure = kursi { $taken } dari { $count }
licenses-given = Mendapat: { $license }
licenses-taken = Kehilangan: { $license }
license-types-none = Belum ada jenis lisensi. Jenis baru (n) memiliki nama dan jumlah kursi; setelah itu dapat diberikan kepada pengguna secara manual atau melalui impor.
license-seats-hint = paling sedikit { $count }, yang sedang dipakai
license-seats-wrong = Isi dengan bilangan bulat.
license-form-explained = Jenis lisensi memiliki sejumlah kursi. Kursi terpakai sejak undangan dikirim.
license-rename-explained = Pembelajar yang memiliki lisensi ini tetap memilikinya.
license-remove-explained = { $count } pembelajar memiliki lisensi ini dan mendapat lisensi pengganti.
license-move-to = Jenis lisensi pengganti
new-user-no-group = tidak ada
new-user-license = Lisensi
new-user-group = Grup
new-user-explained = Alamat email atau ID pengguna unik harus diisi. Tidak ada yang dikirimi email.
describe-license-type-goes = jenis lisensi ini dan kursinya
describe-license-type-stays = setiap pembelajar, dengan lisensi penggantinya; laporan yang lalu
describe-license-taken-goes = { $count ->
    [1] lisensi ini; kursinya tersedia lagi
   *[other] lisensi ini dari tiap pembelajar; kursinya tersedia lagi
}
describe-license-taken-told = yang tidak memiliki lisensi lain
describe-license-change-stays = lisensi lain, akun, riwayat belajar
command-license-types-help = Jenis lisensi beserta kursinya
command-add-user-words = tambah pengguna baru
command-add-user-help = Menambah pengguna: satu secara manual, atau banyak dari CSV
command-add-license-type = Jenis lisensi baru
command-add-license-type-help = Membuat jenis lisensi beserta kursinya
command-set-seats = Atur kursi
command-set-seats-help = Mengatur jumlah kursi sebuah jenis lisensi
command-rename-license-type = Ganti nama jenis lisensi
command-rename-license-type-help = Memberi nama lain pada jenis lisensi
command-remove-license-type = Hapus jenis lisensi
command-remove-license-type-help = Menghapus jenis lisensi; yang memilikinya mendapat lisensi pengganti
hint-save = simpan

hint-new-line = baris baru

# --- 6 ---

## Konsol: beranda, pengguna, profil, grup


# --- 7 ---

home-users = { $count ->
    [1] { $count } pengguna
   *[other] { $count } pengguna
}
home-batch = Batch { $batch }
home-seats-short = { $taken } dari { $total } kursi dipakai
home-for-you = Untuk Anda
home-nothing = Tidak ada yang menunggu Anda.
home-request = Permintaan { $request }
home-idle = { $idle } menganggur { $days } hari · { $never } tidak datang
home-active = Pembelajar aktif per bulan
home-deletions = Penghapusan per bulan
home-month = { $figure } pada { $month }
home-type = { $taken } dari { $total }
home-none = belum ada laporan pembelajaran
home-more = dan { $count } lainnya
home-seats = { $taken } dari { $total } kursi · { $invited } diundang · { $available } tersedia
home-requests = { $count ->
    [1] { $count } permintaan terbuka
   *[other] { $count } permintaan terbuka
}
home-requests-detail = { $unassigned } belum diambil · { $overdue } terlambat
home-mail = { $count ->
    [0] Tidak ada email gagal
    [1] { $count } email gagal
   *[other] { $count } email gagal
}
home-mail-stuck = Email tidak terkirim
home-mail-detail = { $count ->
    [0] tidak ada yang menunggu dikirim
   *[other] { $count } menunggu dikirim
}
home-deleted = { $count ->
    [1] { $count } pengguna sudah dihapus
   *[other] { $count } pengguna sudah dihapus
}
home-hold = { $count ->
    [0] tanpa legal hold
   *[other] { $count } dengan legal hold
}
users-count = { $shown } dari { $all }
users-search = cari nama, email, atau ID
users-marked = { $count } ditandai
users-none = Belum ada siapa pun di akun ini. Tekan a untuk menambah pengguna: secara manual, atau dari CSV.
users-none-match = Tidak ada yang cocok. Esc membatalkan pencarian dan saringan.
users-none-in-group = Tidak ada siapa pun di grup ini. Tandai pembelajar di People > Users lalu tekan a untuk menambahkannya.
column-name = Nama
column-email = Email
column-id = ID
column-license = Lisensi
column-profile = Profil
column-active = Aktif
column-groups = Grup
column-group = Grup
column-members = Anggota
column-course = Kursus
column-progress = Kemajuan
column-minutes = Menit
column-completed = Selesai
column-last = Terakhir
column-request = Permintaan
column-state = Keadaan
column-opened = Dibuka
column-due = Tenggat
column-owner = PJ
column-when = Kapan
column-who = Siapa
column-act = Apa
column-detail = Hasil
filter-license = lisensi
filter-profile = profil
filter-hold = legal hold
filter-group = grup
filter-any = semua
filter-held = dikunci
filter-not-held = tidak dikunci
filter-clear = Hapus pencarian dan saringan
marked-disconnect = putuskan
marked-licenses = lisensi
marked-hold = kunci
marked-lift = buka kunci
marked-delete = hapus
marked-add = ke grup
marked-remove = dari grup
marked-clear = batal
hold-reason = Alasan
hold-place-explained = { $count ->
    [1] Pembelajar tidak dapat dihapus dengan cara apa pun sampai kunci legal hold dibuka. Alasannya dicatat.
   *[other] { $count } pembelajar ini tidak dapat dihapus dengan cara apa pun sampai kunci legal hold dibuka. Alasannya dicatat.
}
hold-lift-explained = { $count ->
    [1] Setelah itu pembelajar dapat dihapus lagi. Alasannya dicatat.
   *[other] Setelah itu { $count } pembelajar ini dapat dihapus lagi. Alasannya dicatat.
}
profile-active = terakhir aktif: { $when }
profile-held = datanya dikunci untuk keperluan hukum (legal hold) sejak { $since }: { $reason }
profile-minutes = { $count } menit belajar
profile-gone = Pembelajar ini tidak ada lagi di akun. Me > Deleted users menjelaskan nasib suatu email atau ID.
profile-first-name = Nama depan
profile-last-name = Nama belakang
profile-email = Email utama
profile-id = ID pengguna unik
profile-job = Jabatan
profile-language = Bahasa
profile-language-unknown = tidak diketahui
profile-no-groups = Tidak di grup mana pun. Tekan a untuk menambahkan pembelajar ke grup.
profile-no-courses = Belum ada kursus yang dimulai.
profile-learning = { $courses } kursus · { $completions } selesai · { $minutes } menit
profile-no-requests = Tidak ada permintaan.
profile-no-history = Tidak ada catatan tentang pembelajar ini.
group-name = Nama
group-create-explained = Pembelajar ditambahkan dari People > Users atau dari profilnya.
group-rename-explained = Anggotanya tetap.
groups-count = { $count ->
    [1] { $count } grup
   *[other] { $count } grup
}
groups-none = Belum ada grup. Tekan n untuk membuatnya.
licenses-of = { $count } pembelajar yang ditandai
licenses-present = sekarang: { $license }
licenses-becomes = Lisensi mulai sekarang: { $license }
licenses-nobody = Tidak ada yang akan berubah.

# --- 7 ---

## Konsol: User Deletion, pemandu, batch


# --- 8 ---

command-template-help = Menulis CSV kosong dengan kedua kolom header ke sebuah file.
command-upload-help = Memilih CSV pengguna yang akan dihapus: lewat dialog file, penjelajah milik konsol, atau lokasi filenya.
command-resume-batch-help = Melanjutkan batch yang dijeda dari tempat berhentinya; tidak ada yang dikerjakan dua kali.
command-cancel-batch-help = Menghentikan batch pada potongan berikutnya dan menyebutkan persis apa yang sudah dan belum dihapus.
command-withdraw-batch = Tarik kembali
command-withdraw-batch-help = Menarik kembali batch sebelum dimulai; tidak ada data yang disentuh.
command-results-file-help = Menyimpan baris yang gagal, seperti saat diupload, sebagai CSV untuk diperbaiki dan diupload lagi.
command-batch-people = siapa saja
command-batch-people-help = Menyebutkan siapa yang akan dihapus oleh batch yang menunggu persetujuan.
approve-whom-more = dan { $count } lagi: Batal, lalu { $key }, menampilkannya
command-batch-rows = baris
command-batch-rows-help = Mendaftar setiap baris file dengan nomor barisnya dan nasibnya.
command-certificate = sertifikat
command-certificate-help = Menyimpan sertifikat penghapusan sebuah batch: jumlah, waktu, hash, tanpa data pribadi.
command-save-copy-help = Menyimpan salinan CSV yang diupload selama masih disimpan.
command-technical-part = bagian teknis
command-technical-part-help = Menampilkan apa yang dikatakan sistem saat batch dijeda.
hint-page = halaman
hint-side = daftar dan bagian
hint-expand = luaskan
hint-collapse = ciutkan
hint-complete = lengkapi
section-not-offered = Offboard tidak menyediakan ini. Pengaturannya ada di produk web, di letak yang sama.
batches-none = Belum ada batch. Batch dimulai setelah CSV pengguna diupload, ditinjau, dan dikonfirmasi.
batch-title = Batch { $batch }
batch-completed-failed = { $count ->
    [1] selesai, { $count } baris gagal
   *[other] selesai, { $count } baris gagal
}
batch-time-left = sisa { $span }
batch-started = dimulai { $when } oleh { $who }
batch-confirmed = dikonfirmasi { $when } oleh { $who }
batch-of = { $total ->
    [1] { $percent }   { $done } dari { $total } pengguna
   *[other] { $percent }   { $done } dari { $total } pengguna
}
batch-rate = { $rate } pengguna/dtk
batch-nothing-lost = tidak ada yang hilang bila jendela ini ditutup
batch-users = Pengguna di akun: { $before } sebelumnya, { $after } sesudahnya
batch-approved = Disetujui oleh { $who }
batch-results-at = File hasil: { $path }
batch-results-in = Folder: { $path }
batch-told-resumed = Dilanjutkan pada { $done } dari { $total } setelah konsol berhenti pada { $stopped }. Tidak ada yang dikerjakan dua kali.
batch-told-awaiting = Admin penuh kedua harus menyetujui batch ini sebelum ada yang dihapus. Persetujuan berlaku persis untuk baris-baris ini (SHA-256 { $seal }) dan harus diberikan paling lambat { $until }. Sampai saat itu batch dapat ditarik kembali. Belum ada yang dihapus.
batch-told-scheduled = Dimulai pada { $due }, { $when }. Sampai saat itu batch dapat ditarik kembali, dan tidak ada data yang disentuh.
batch-told-paused = Dijeda pada { $done } dari { $total } pengguna. Yang sudah dihapus tetap terhapus, sisanya seperti semula, dan tidak ada yang hilang. Setelah masalahnya diperbaiki, Lanjutkan (u) meneruskannya.
batch-told-restored = Cadangan mengembalikan batch ini, dan batch ini tidak berlanjut sendiri. Periksa apakah masih diperlukan, lalu lanjutkan atau batalkan.
batch-told-erasing = Semua baris sudah selesai diproses. Yang dihapus kini sedang dibersihkan dari file basis data; lalu file-file itu diperiksa apakah masih ada yang tersisa. Ini berjalan sendiri.
batch-told-completed = Semuanya berhasil. Tidak ada lagi yang perlu dilakukan.
batch-told-failed = { $count ->
    [1] { $count } baris gagal. Unduh file hasil, perbaiki barisnya atau hapus dari file, lalu upload file itu; kolom tambahannya boleh tetap ada.
   *[other] { $count } baris gagal. Unduh file hasil, perbaiki barisnya atau hapus dari file, lalu upload file itu; kolom tambahannya boleh tetap ada.
}
batch-told-failed-lost = { $count ->
    [1] { $count } baris gagal.
   *[other] { $count } baris gagal.
}
batch-upload-lost = File yang diupload sudah hilang atau berubah ketika batch berakhir, jadi file hasil tidak dapat memuat teks baris-barisnya. Isinya setiap baris menurut nomor barisnya dan apa yang terjadi dengannya. Cari baris itu di salinan file Anda sendiri.
batch-told-clean = File basis data diperiksa sesudahnya: tidak ada alamat terhapus yang tersisa di dalamnya.
batch-told-cancelled-deleted = { $count ->
    [0] Tidak ada yang dihapus sebelum batch dibatalkan.
    [1] Dihapus sebelum batch dibatalkan: { $count } pengguna. Ini tidak dapat dipulihkan.
   *[other] Dihapus sebelum batch dibatalkan: { $count } pengguna. Mereka tidak dapat dipulihkan.
}
batch-told-cancelled-left = { $count ->
    [1] Tidak dihapus: { $count } pengguna, persis seperti semula.
   *[other] Tidak dihapus: { $count } pengguna, persis seperti semula.
}
batch-told-cancelled-go-on = Untuk melanjutkan, upload file hasil: isinya baris yang belum dikerjakan, dan selain itu hanya yang gagal.
batch-told-withdrawn = Ditarik kembali sebelum dimulai. Tidak ada yang dihapus.
tally = { $rows ->
    [1] { $lines } baris file = { $header } header + { $blank } kosong + { $rows } baris data
   *[other] { $lines } baris file = { $header } header + { $blank } kosong + { $rows } baris data
}
tally-continued = { $lines } baris file = { $header } header + { $blank } kosong + { $continued } lanjutan + { $rows } baris data
rows-all = semua baris
rows-count = { $count ->
    [1] { $count } baris
   *[other] { $count } baris
}
rows-line = Baris
rows-email = Email
rows-id = ID unik
rows-outcome = Hasil
rows-none = Tidak ada baris seperti itu.
rows-said = Baris { $line }: { $said }
rows-text-gone = Teks baris ini tidak disimpan.
rows-way = ↵ baris
browser-filter = Saring
browser-count = { $shown } dari { $all }
browser-up = folder di atas
browser-show = tampilkan tersembunyi
browser-hide = sembunyikan lagi
browser-empty = Tidak ada yang dapat ditampilkan di sini. Ctrl-T menampilkan file tersembunyi.
browser-nothing = Tidak ada yang bernama begitu di sini. Esc menghapus saringan.
whom-title = { $count } orang akan dihapus
whom-all = semuanya
whom-looking = Mencari siapa yang dimaksud …
whom-by-group = per grup
whom-by-license = per lisensi
whom-sample = { $count } di antaranya, dipilih secara acak
whom-more = dan { $count } lagi
whom-more-groups = { $count } grup lagi
whom-no-group = tanpa grup { $count }
whom-active = aktif { $when }
whom-manages = atasan dari { $count } orang
whom-mailed = { $count } pembelajar yang mengajukan permintaan dikirimi email tentang hasilnya.
whom-never-active = belum pernah aktif
whom-connected = terhubung
whom-not-connected = tidak terhubung
whom-operator = alamat seorang operator
hint-all-rows = semua baris
wizard-nothing-deleted = Belum ada yang dihapus.
wizard-batch-made = Batch { $batch } sudah dibuat.
wizard-columns = Letakkan alamat email utama setiap pengguna yang ingin dihapus di kolom primary_email_address, atau ID pengguna unik di unique_user_id bila alamat email tidak digunakan. Satu pengguna per baris. ID dibandingkan persis, email tanpa membedakan huruf besar.
wizard-headers = Kedua header kolom harus tetap ada di CSV, meskipun tidak diisi.
wizard-size = Simpan file sebagai CSV, kurang dari 15 MB. Jumlah pengguna tidak dibatasi.
wizard-keep-copy = Simpan salinan CSV: pengguna yang dihapus tidak dapat dipulihkan, dan alamatnya kelak ditolak.
upload-no-dialog = Dialog file desktop tidak terbuka. Ini penjelajah milik konsol.
upload-waits = Menunggu dialog file dari desktop. Jika tidak muncul, pilih filenya di sini; Esc berhenti menunggu.
upload-dialog-over = Tidak ada file yang dipilih dalam dialog desktop. Jika dialognya tidak muncul, pilih filenya di sini.
upload-browse = Pilih di konsol
upload-looking = Memeriksa apakah file itu ada…
upload-or-path = atau lokasi file
upload-what-goes = Menghapus pengguna akan menghapus data dan riwayat penggunaannya secara permanen dari akun { $account }.
review-more-notes = { $count } peringatan lagi: terlihat di terminal yang lebih tinggi, dan dengan “offboard deletions check”
review-none = Belum ada file yang diperiksa. Kembali dan pilih satu.
review-checking-file = Memeriksa { $file } baris demi baris…
review-checking = Memeriksa pengguna yang ditandai…
review-can-be-left = Ini berjalan di latar belakang. Anda boleh ke tempat lain dan kembali lagi.
review-is-ready = Tinjauan file penghapusan sudah siap.
review-terminated = Pemeriksaan file dihentikan (Terminated): tidak ada isinya yang diterapkan.
review-terminated-how = Perbaiki file lalu pilih lagi dengan Back.
review-share = { $percent } dari { $account }
review-already = File ini pernah dijalankan, sebagai batch { $batch }.
review-open-earlier = buka
review-run-anew = jalankan lagi
gate-count = { $count ->
    [1] Lebih dari { $count } pengguna: sebuah frasa harus diketik.
   *[other] Lebih dari { $count } pengguna: sebuah frasa harus diketik.
}
gate-share = Lebih dari { $percent } % akun: sebuah frasa harus diketik.
gate-approval = Admin penuh kedua harus menyetujui batch sebelum dimulai.
gate-wait = { $count ->
    [1] Batch dimulai { $count } hari setelah dikonfirmasi.
   *[other] Batch dimulai { $count } hari setelah dikonfirmasi.
}
confirm-subject = { $count ->
    [1] { $count } pengguna { $account } · { $percent }
   *[other] { $count } pengguna { $account } · { $percent }
}
confirm-users-go = { $count ->
    [1] akun dan semua data belajar, termasuk laporan pembelajar; lisensi yang dipegang kembali tersedia
   *[other] akun dan semua data belajar, termasuk laporan pembelajar; lisensi yang dipegang kembali tersedia
}
confirm-users-stay = laporan agregat, tidak dihitung ulang; dari setiap identitas sebuah hash dengan kunci rahasia
confirm-users-stay-products = laporan agregat, tidak dihitung ulang; dari setiap identitas sebuah hash dengan kunci rahasia; catatan rujukan untuk { $products }
confirm-users-stay-upload = selama { $count } hari setelah selesai, file yang diupload dengan setiap identitas yang terbaca
confirm-users-told = satu untuk Anda setelah selesai, berisi jumlah tanpa data pribadi
confirm-users-told-learners = masing-masing satu untuk { $count } pembelajar yang mengajukan permintaan
confirm-not-undone = Ini tidak dapat diurungkan.
confirm-type = Untuk melanjutkan, ketik: { $phrase }
confirm-begins = Dimulai
confirm-begins-hint = selagi menunggu dapat ditarik
confirm-days = { $count ->
    [0] seketika
    [1] dalam { $count } hari
   *[other] dalam { $count } hari
}
confirm-prepared = Disiapkan
confirm-there-file = Sebuah file disiapkan, di folder exports di samping basis data. Belum ada yang dihapus karenanya. Langkah berikutnya: Me > At the provider.
confirm-there-by-hand = Sebuah daftar disiapkan: siapa yang dihapus seseorang di penyedia dengan tangan. Belum ada yang dihapus karenanya. Langkah berikutnya: Me > At the provider.
confirm-there-scim = Panggilan ke server penyedia disiapkan. Tidak ada yang dihapus sebelum panggilan itu dilakukan. Langkah berikutnya: Me > At the provider.
confirm-users-go-there = setelah dilakukan di penyedia, dan di sini setelah bukti memastikannya: { $what }
confirm-users-told-there = satu untuk Anda setelah bukti memastikan yang terakhir, berisi jumlah tanpa data pribadi
confirm-not-undone-there = Yang dilakukan di penyedia tidak dapat diurungkan.
notice-preparing = Batch { $batch }: bagian untuk penyedia sedang disiapkan.
notice-prepared-file = Batch { $batch }: filenya untuk penyedia sudah siap. Belum ada yang dihapus.
notice-prepared = Batch { $batch } sudah disiapkan untuk penyedia. Belum ada yang dihapus.
notice-upload = { $count ->
    [1] Upload { $place } satu kali, di { $page }.
   *[other] Upload { $count } file masing-masing satu kali, di { $page }. Yang pertama: { $place }.
}
notice-way = Me > At the provider menunjukkan langkah berikutnya: yang dilakukan di sana, dan cara bukti kembali. Hanya bukti itu yang menghapus di sini.
notice-mail-there = Anda akan menerima email setelah bukti memastikan yang terakhir, berisi jumlah tanpa data pribadi.
confirm-phrase = Frasa
confirm-phrase-wrong = Ini bukan frasanya. Tidak ada yang dihapus.
notice-processing = File sedang diproses, sebagai batch { $batch }.
notice-awaiting = File ini menjadi batch { $batch } dan menunggu persetujuan admin penuh lain, sampai { $until }.
notice-scheduled = File ini menjadi batch { $batch } dan dimulai pada { $due }. Sampai saat itu masih dapat ditarik.
notice-mail = Anda akan menerima email setelah selesai, berisi jumlah tanpa data pribadi.
notice-go-on = Silakan lanjut bekerja: header menampilkan batch yang berjalan di setiap layar, dan Ctrl-B menuju ke sana.
notice-copy = Simpan salinan CSV. Siapa pun yang kelak menambahkan pengguna ini lagi, atau memakai alamatnya, akan ditolak, dan CSV itu menjawab siapa orangnya.
notice-over = { $count ->
    [0] Tidak ada yang dihapus.
   *[other] Dihapus: { $count } pengguna.
}
notice-over-failed = { $count } baris gagal. Halaman batch menyebut alasannya dan menyediakan file hasilnya.
notice-copy-gone = Salinan di samping basis data dihapus ketika batch selesai. Simpan CSV yang Anda upload: siapa pun yang menambahkan pengguna ini lagi akan ditolak, dan CSV itu menjawab siapa orangnya.

# --- 8 ---
approve-what = Batch { $batch }, { $file }: { $count } dari { $all } pengguna, dikonfirmasi oleh { $who }
approve-seal = Terikat pada baris yang disiapkan, SHA-256 { $seal }
approve-until = Berlaku sampai { $until }
approve-at-once = Batch langsung dimulai.
approve-begins = Batch dimulai pada { $due }.
batch-told-approve = Tekan { $key } untuk menyetujuinya.
batch-told-approve-not = Setujui: { $reason }
batch-told-expired = Tidak ada yang menyetujuinya dalam 72 jam, jadi batch ditarik kembali. Tidak ada yang dihapus.

batch-told-lapsed = Orang yang menyetujui batch ini bukan lagi admin penuh ketika waktunya tiba, jadi batch tidak dimulai. Batch menunggu persetujuan orang lain.

batch-told-results-hold = File hasil tidak termasuk: isinya baris seperti saat diupload, juga milik pengguna yang sudah dihapus sebelumnya. Hapuslah bila tidak diperlukan lagi.
# --- 8 ---

## Konsol: pengguna terhapus, log, kotak keluar, operator, pengaturan


# --- 9 ---

save-title = Simpan ke file
save-explained = Jika yang ditulis adalah folder, file mendapat nama biasanya. Jika dikosongkan, file masuk ke folder exports di samping basis data.
save-file = File
save-excel = Untuk Excel
save-excel-explained = diawali penanda urutan byte
save-replace = Ganti
passphrase-again = Sekali lagi
passphrase-differs = Keduanya tidak sama. Ketik frasa sandi yang sama dua kali.
way-to-profile = Profil { $name }
way-to-the-profile = Profil pembelajar
deleted-field = Email atau ID unik
deleted-ask = Tanyakan
deleted-hint-ask = tanyakan
deleted-explained = Menyatakan apakah sebuah email atau ID milik atau pernah menjadi milik pengguna, terhapus atau tidak. Di basis data hanya disimpan hash dengan kunci rahasia dari identitas pengguna terhapus. Identitas itu masih dapat terbaca dalam file upload yang disimpan, file hasil, email yang sudah diantar, dan cadangan. Yang Anda ketik di sini tidak disimpan.
deleted-total = { $count ->
    [0] Sejauh ini belum ada yang dihapus.
   *[other] Sejauh ini { $number } pengguna sudah dihapus.
}
deleted-open-profile = Buka profil
deleted-open-batch = Buka batch { $batch }
deleted-never-means = Pengguna baru boleh memakai identitas ini. Nama tidak dicari di sini, dan pada ID huruf besar dan kecil dibedakan. Alamat atau ID yang diganti sebelum versi ini mencatat pergantian tidak diketahui.
deleted-free = Pengguna baru boleh memakai identitas ini.
deleted-here-means = Enter membuka profilnya.
deleted-means = Data yang dihapus tidak dapat dipulihkan. Menambah, mengimpor, atau mengganti nama pengguna ke email atau ID ini ditolak sampai diizinkan dipakai lagi. Enter membuka batch.
deleted-not-one-means = Ketik alamat seperti siti@enigma.example, atau ID persis seperti yang tercatat di akun.
deleted-key-lost-means = Pengguna yang ada di akun tetap dapat ditemukan. Yang dihapus sebelum kunci hilang tidak dapat lagi dibedakan dari yang tidak pernah ada.
deleted-release-explained = Setelah ini { $identifier } dapat dipakai lagi, dan kelak dapat dihapus lagi. Yang sudah dihapus tetap terhapus. Mengapa diizinkan? Alasannya disimpan di log aktivitas.
deleted-release-whole-explained = Setelah ini, { $identifier } dan identitas lain milik pengguna terhapus ini, baik email maupun ID uniknya, dapat dipakai lagi, dan kelak dapat dihapus lagi. Yang sudah dihapus tetap terhapus. Mengapa diizinkan? Alasannya disimpan dalam log aktivitas.
deleted-release-only = Izinkan yang ini saja
deleted-released-means = Identitas ini dapat dipakai lagi untuk pengguna baru, secara manual atau lewat impor. Enter membuka batch penghapusannya.
deleted-two-fit-means = Tulis email: atau id: di depannya untuk menanyakan salah satunya.
deleted-reason = Alasan
log-who = Siapa
log-on-whom = Terhadap
log-batch = batch { $batch }
log-exact-time = Waktu persis
log-by-itself = Offboard
log-learner-gone = no. { $number }, dihapus
log-explained = Entri tidak dapat diubah tanpa ketahuan: Periksa log menyatakan apakah rantainya utuh.
log-own-only = Peran Anda melihat tindakan Anda sendiri.
log-verifying = Membaca seluruh rantai…
log-head = Hash terakhir log { $head }
log-count = { $count } entri
log-count-folded = { $count } entri dalam { $lines } baris
log-none-match = Tidak ada entri yang cocok. Esc menampilkan semuanya lagi.
log-filter-clear = Hapus saringan
log-filter-refused = hanya yang ditolak
log-filter-days = hari
log-filter-days-explained = Satu hari seperti 2026-11-27, atau rentang seperti 2026-11-01..2026-11-27.
log-filter-days-wrong = Ini bukan hari atau rentang hari. Tulis 2026-11-27 atau 2026-11-01..2026-11-27.
log-filter-learner-explained = Email atau ID unik, juga milik orang yang sudah dihapus.
log-filter-batch-wrong = Batch memiliki nomor.
log-filter-button = Saring
log-filter-summary = Yang ditampilkan: { $filter }. f mengubahnya, Esc menampilkan semuanya lagi.
log-filter-yes = ya
command-filter-log = Saring
command-filter-log-help = Menampilkan sebagian entri: menurut tindakan, operator, pembelajar, batch, atau hari, atau hanya yang ditolak.
log-entry = Entri { $number }
log-empty = Belum ada tindakan Anda yang tercatat. Tindakan Anda akan muncul di sini.
log-detail-mail = email
log-detail-group = grup
log-detail-line = baris
log-detail-rows = baris
log-detail-users = pengguna
log-detail-sha256 = SHA-256
log-detail-wait-days = hari tunggu
log-detail-added = ditambahkan
log-detail-changed = diubah
log-detail-unchanged = tetap
log-detail-refused = ditolak
log-detail-deleted = dihapus
log-detail-passed-over = dilewati
log-detail-processed = diproses
log-detail-frames = entri jurnal
log-detail-bytes = byte
log-detail-held = batch yang berhenti
log-detail-system-user = pengguna sistem
log-detail-residue = sisa alamat terhapus di file
log-detail-language = bahasa
log-detail-theme = tema
log-detail-learners = pembelajar
log-detail-seed = benih
log-value-queued = menunggu
log-value-no-address = tanpa alamat
log-value-en = English
log-value-id = Bahasa Indonesia
log-value-dark = gelap
log-value-light = terang
log-value-plain = polos
log-detail-act = tindakan
log-detail-what = isi
log-detail-why = sebab
log-value-reviewed-file = file yang diperiksa
log-value-upload = file upload batch
log-value-results = hasil batch
log-value-certificate = sertifikat penghapusan
log-value-leavers = pengguna di luar daftar
log-value-log = log aktivitas
log-value-learner-report = laporan satu pembelajar
log-value-report-by-month = laporan per bulan
log-value-report-by-course = laporan per kursus
log-value-package = file untuk produk
log-value-needs-role = peran
log-value-needs-verified-request = perlu permintaan terverifikasi
log-value-needs-approver = diputuskan pemberi persetujuan
log-value-needs-approval = perlu persetujuan
log-value-on-hold = legal hold
log-value-is-operator = pengguna adalah operator
log-value-is-self = pengguna adalah operator sendiri
log-value-rows-fail = ada baris file yang gagal
log-value-email-deleted = email pengguna terhapus
log-value-id-deleted = ID pengguna terhapus
log-value-roster-is-part = daftar meninggalkan terlalu banyak pengguna
log-value-identity-unverified = identitas belum diverifikasi
log-value-identity-first = identitas belum diverifikasi
log-value-identity-reason = identitas belum diverifikasi, tanpa alasan
log-value-not-own = milik orang lain
log-value-own-approval = persetujuan sendiri
log-value-shared-access = akses dari peminta
log-value-everything = seluruh akun
log-value-not-a-file = bukan file biasa
log-value-of-the-database = file milik basis data
log-value-other-account = dibuat dengan kunci lain
log-value-newer-schema = dibuat oleh versi yang lebih baru
log-value-foreign-schema = berisi yang tidak dibuat oleh Offboard
log-value-not-a-backup = bukan cadangan
log-value-backup-damaged = cadangan rusak
log-value-journal-gap = jurnal tidak bersambung
log-value-approval-expired = persetujuan kedaluwarsa
log-value-approval-outdated = bukan yang hendak disetujui
log-value-last-full-admin = admin penuh terakhir
log-value-operator-not-disabled = operator belum dinonaktifkan
log-value-passphrase-first = belum ada frasa sandi
log-value-phrase-needed = frasa tidak diketik
log-value-request-held-by = diambil orang lain
log-value-question-open = masih ada pertanyaan
log-value-key-revoked = kunci sudah dicabut
log-value-authority-needs-second = CA selama admin penuh kedua diminta
log-value-at-provider = sedang berjalan di penyedia
log-value-lives-elsewhere = akun berada di penyedia
log-value-changes-open = masih ada perubahan terbuka di penyedia
log-value-changes-not-carried = file biasa tidak membawa perubahan terbuka
log-value-changes-in-doubt = ada perubahan yang diragukan di penyedia
log-value-held-in-handover = legal hold dalam file untuk penyedia
log-value-roster-doubtful = daftar pengguna tidak dipercaya
log-value-outside-folder = di luar folder sendiri
log-value-only-at-server = hanya di server itu sendiri
log-value-passphrase-asked = frasa sandi tidak diberikan
log-value-sign-in-failed = nama atau frasa sandi salah
log-value-locked = terlalu banyak upaya masuk yang gagal
log-value-disabled = operator dinonaktifkan
outbox-trouble = Yang salah
outbox-figure = { $queued } menunggu · { $failed } gagal
outbox-figure-own = dari permintaan Anda sendiri: { $queued } menunggu · { $failed } gagal
outbox-empty = Belum ada email. Pesan muncul di sini saat koneksi profil diputus atau batch penghapusan selesai.
outbox-empty-own = Peran Anda melihat email dari permintaan Anda sendiri, dan belum ada.
operator-you = { $name } (Anda)
operator-active = aktif
operator-disabled = dinonaktifkan
operator-locked = terkunci, bebas { $left }
operator-passphrase-set = ada
operator-passphrase-missing = belum ada
operator-is-learner = ya
operator-no-email = tidak ada: tanpa email tentang batch
operators-count = { $count } operator
operators-explained = Setiap orang masuk dengan nama dan frasa sandinya sendiri. Frasa sandi disimpan sebagai hash; tidak ada yang dapat membacanya kembali.
setting-account = Nama akun
setting-profile = Profil LinkedIn
setting-profile-required = wajib
setting-profile-optional = opsional
setting-profile-not-offered = tidak disediakan
setting-products = Produk LinkedIn lainnya
setting-products-hint = dipisahkan koma
setting-gate-users = Wajib frasa: > … pengguna
setting-gate-percent = Wajib frasa: > … % akun
setting-gate-hint = lebih: frasa diketik
setting-second-admin = Admin penuh kedua
setting-second-admin-hint = menyetujui tiap batch
setting-wait = Masa tunggu dalam hari
setting-wait-hint = sejak Confirm
setting-max-rows = Baris per upload
setting-max-rows-hint = kosong: tanpa batas
setting-keep = Hari upload disimpan
setting-keep-hint = 0: langsung dibuang
setting-mail = Email saat lisensi dicabut
setting-contact = Kontak help desk
setting-contact-hint = tertulis di surat
setting-language = Bahasa email
setting-language-hint = jika tidak diketahui
setting-zone = Zona waktu
zone-explained = Tanggal ditampilkan kepada Anda menurut zona waktu ini, dan dibaca menurutnya saat Anda mengetiknya. Tulis nama IANA-nya, misalnya Asia/Jakarta. Jika dikosongkan, tanggal mengikuti zona akun ({ $zone }), atau zona komputer Anda jika dikirim lewat SSH. Surat, file, dan tenggat selalu memakai zona akun.
zone-button = Pakai
zone-wrong = Zona waktu itu tidak ada. Tulis nama IANA-nya, misalnya Asia/Jakarta atau Europe/Berlin.
setting-zone-hint = tanggal dan hari
setting-zone-unknown = Misalnya Asia/Jakarta
setting-colour = Warna nama
setting-word = Kata di samping nama
setting-word-hint = di bingkai
setting-on = ya
setting-off = tidak
setting-none = tidak ada
setting-no-limit = tanpa batas
setting-not-a-number = Perlu bilangan bulat
setting-out-of-range = Bilangan 0–{ $most }
setting-zero-rows = Paling sedikit 1, atau kosong
colour-blue = biru
colour-green = hijau
colour-yellow = kuning
colour-magenta = magenta
colour-cyan = sian
colour-red = merah
settings-undo = Batalkan perubahan
settings-confirm = Simpan pengaturan akun
settings-stays = batch yang sudah dikonfirmasi, seperti saat dikonfirmasi
settings-loosens = Ini melemahkan penjagaan agar tidak terlalu banyak yang dihapus.
settings-unchanged = Tidak ada yang berbeda dari yang tersimpan.
settings-not-saved = belum disimpan
settings-hint-change = ubah
settings-read-only = Anda dapat membaca pengaturan ini. Untuk mengubahnya: { $reason }
command-release-help = Membuat email atau ID yang dihapus dapat dipakai lagi; tanyakan dahulu di Deleted users.
command-open-entry = entri lengkap
command-open-entry-help = Menampilkan entri dengan waktu persis dan hasilnya.
command-verify-help = Menyatakan apakah rantai log aktivitas utuh, dan di mana terputus.
command-export-log = ekspor
command-export-log-help = Menulis log aktivitas ke file CSV.
command-open-mail = pesan lengkap
command-open-mail-help = Menampilkan pesan dengan header dan apa yang salah.
command-send-again = Kirim ulang
command-send-again-help = Mengirim pesan di bawah kursor sekali lagi.
command-open-operator = rincian
command-open-operator-help = Menampilkan operator dengan peran, email, dan frasa sandi.
command-save-settings = simpan
command-save-settings-help = Menampilkan apa yang berubah, dan menyimpannya setelah dikonfirmasi.
operator-add-explained = Operator masuk dengan nama dan frasa sandi ini. Sampaikan frasa sandinya secara langsung; tidak ada yang dapat membacanya kembali.
operator-role-title = Peran { $name }
operator-becomes = Peran mulai sekarang: { $role }
operator-form-email-hint = boleh kosong
operator-bad-email = Bukan alamat email
operator-reset-explained = Mulai sekarang { $name } masuk dengan frasa sandi ini, dan penguncian berakhir. Yang lama tidak berlaku lagi. Sampaikan secara langsung; tidak ada yang dapat membacanya kembali.

# --- 9 ---

## Konsol: permintaan dan laporan


# --- 10 ---

requests-empty-all = Belum ada pembelajar yang meminta sesuatu. Permintaan yang dicatat help desk muncul di sini.
requests-empty-unassigned = Setiap permintaan yang terbuka sudah diambil.
requests-empty-mine = Anda tidak menangani permintaan yang terbuka. Yang belum diambil ada di tampilan pertama.
requests-empty-approval = Tidak ada yang menunggu persetujuan Anda.
requests-empty-overdue = Tidak ada permintaan terbuka yang terlambat.
request-type = Jenis
request-title = Permintaan: { $kind }
request-owner = Penanggung jawab
request-nobody = belum ada
request-learner-gone = pembelajar dihapus
request-closed = – (selesai)
request-overdue = terlambat { $span }
request-words = Isi permintaan:
request-redacted = Pembelajar sudah dihapus: jenis, tanggal, dan hasil tetap ada, semua teks pribadi sudah hilang.
report-by-month = Per bulan
report-by-course = Per kursus
report-active = Aktif
report-figure = { $minutes } menit seluruhnya
report-included = { $count ->
    [0] Jumlah disimpan sambil bertambah dan tidak pernah dihitung ulang. Sejauh ini tidak ada pembelajar yang dihapus.
   *[other] Jumlah disimpan sambil bertambah dan tidak pernah dihitung ulang: apa pun yang pernah dipelajari { $count } pembelajar yang sudah dihapus tetap terhitung.
}
report-empty = Belum ada yang belajar. Tekan i untuk mengimpor laporan pembelajaran: summary atau detail.
command-open-request = permintaan lengkap
command-open-request-help = Menampilkan permintaan beserta isinya.
command-view-requester = Profil
command-view-requester-help = Membuka profil pembelajar yang meminta.
command-claim = Ambil
command-claim-help = Mengambil permintaan untuk Anda tangani.
command-reply = Balas
command-reply-help = Menulis kepada pembelajar tentang permintaan.
command-note = Catatan
command-note-help = Menambah catatan yang hanya dibaca operator.
command-do-it = Jalankan
command-do-it-help = Melakukan yang diminta dan menutup permintaan.
command-approve = Setujui
command-approve-help = Menyetujui yang diminta orang lain.
command-reject = Tolak
command-reject-help = Menutup permintaan tanpa melakukannya.
command-export-report = ekspor
command-export-report-help = Menulis laporan yang ditampilkan ke file CSV.
request-paused = tenggat dijeda, sisa { $span }
request-left = sisa { $span }
request-heading = Permintaan { $request }: { $kind }
request-identity = Identitas
request-approval = Persetujuan
request-proof = Bukti
request-next = Berikutnya
request-no-words = Isi permintaan tidak dicatat.
request-entry-note = Catatan, hanya dibaca operator
request-entry-reply = Balasan, dikirim ke pembelajar
request-words-gone = (isinya hilang bersama pembelajar)
request-waits = tenggat dijeda ({ $since })
request-verified-before = sudah diverifikasi
request-unverified = belum diverifikasi
request-verified = diverifikasi oleh { $name }
request-asked-by = diminta oleh { $name }
request-taken-by = dicatat oleh { $name }
request-approved-by = disetujui oleh { $name }
request-approval-asked = diminta oleh { $name }; dapat diberikan sampai { $until }, oleh orang lain
request-proof-log = entri { $entry } dalam log aktivitas (l)
request-proof-mail = email tentang hasilnya (o)
request-proof-batch = batch { $batch } (b)
request-next-new = Ambil (c), atau verifikasi identitas peminta (v).
request-next-verify = Verifikasi identitas peminta (v), lalu jalankan (d).
request-next-do = Jalankan (d).
request-next-answer = Dalam keadaan sekarang tidak dapat dijalankan. Balas pembelajar, koreksi (C), atau tolak (x).
request-next-go-on = Lanjutkan permintaan (g) setelah pembelajar menjawab.
request-next-approve = Setujui (a), kembalikan dengan pertanyaan (t), atau tolak (x).
request-next-give-back = Tidak dapat dijalankan dalam keadaan ini. Kembalikan dengan pertanyaan (t), atau tolak (x).
request-next-others = Sedang ditangani { $name }.
request-next-wait-for-approval = Menunggu admin lain.
request-note-explained = Catatan hanya dibaca operator. Catatan hilang saat pembelajar dihapus.
request-reply-explained = Teks ini dikirim lewat email ke { $name }.
request-reply-button = Kirim
request-verify-explained = Bagaimana dipastikan bahwa yang meminta adalah pembelajar itu, atau orang yang boleh meminta? Ini disimpan bersama permintaan sampai pembelajar dihapus.
request-verify-label = Cara
request-reject-explained = Permintaan ditutup tanpa dijalankan. Alasannya dikirim ke pembelajar.
request-reject-button = Tolak
request-cancel-explained = Permintaan ditutup karena tidak diinginkan lagi. Alasannya dikirim ke pembelajar.
request-cancel-quietly-explained = Permintaan ditutup karena keliru dicatat. Pembelajar tidak dikirimi email; alasannya tetap tercatat pada permintaan.
request-cancel-button = Tutup permintaan
request-unverify-goes = keterangan bahwa identitas sudah diverifikasi, beserta caranya; verifikasi ulang memerlukan keterangan baru
request-unverify-stays = permintaan, catatan, dan balasannya; log aktivitas tetap mencatat verifikasi itu
request-unverify-button = Tarik verifikasi
describe-request-told = hasilnya dikirim ke pembelajar
describe-request-disconnect-told = undangan mendaftar ulang dan hasilnya dikirim ke pembelajar
describe-request-revoke-goes = lisensi ({ $license }), sehingga pembelajar tidak lagi memiliki akses ke Learning
describe-request-revoke-stays = akun dan riwayat belajar
describe-request-revoke-button = Cabut
describe-request-delete-goes = akun, lisensi, dan { $minutes } menit belajar, secara permanen
describe-request-delete-stays = jenis, tanggal, dan hasil permintaan, tanpa teks pribadi; jumlah dalam laporan
describe-request-delete-button = Hapus
describe-request-delete-waits = Penghapusan menunggu { $count } hari; sampai saat itu dapat ditarik kembali.
describe-request-asks = Peran Anda meminta persetujuan: tidak ada yang dijalankan sebelum orang lain menyetujui persis hal ini, dalam 72 jam.
describe-request-asks-told = sekarang siapa pun yang dapat menyetujuinya; hasilnya dikirim ke pembelajar
describe-request-asks-button = Minta persetujuan
new-request-learner-hint = email atau ID
new-request-channel-hint = seperti Telepon
new-request-asked-by = Diminta oleh
new-request-asked-by-hint = jika bukan pembelajar
new-request-words = Isi permintaan
new-request-words-hint = yang disampaikan
new-request-nobody = Tidak ada pembelajar di akun ini dengan email atau ID tersebut.

request-reply-wait = Lalu tunggu pembelajar: tenggat dijeda
new-request-learner-search = nama, email, atau ID
new-request-record = Catat dan kirim
new-request-more = { $count ->
   *[other] dan { $count } lagi: ketik terus
}
new-request-found-nobody = Tidak ada yang cocok.
command-proof-certificate = Sertifikat
command-proof-certificate-help = Menulis sertifikat penghapusan hasil permintaan ke dalam file.

# --- 10 ---

## Surat


mail-reregister-subject = Silakan mendaftar ulang untuk Learning di { $account }
mail-reregister-body =
    Profil LinkedIn yang terhubung dengan akun Learning Anda di { $account } telah diputuskan. { $held ->
        [no_license] Riwayat belajar Anda tetap ada.
       *[other] Lisensi dan riwayat belajar Anda tetap ada.
    }

    Untuk melanjutkan belajar, silakan mendaftar ulang: buka halaman Learning { $account }, masuk, lalu hubungkan profil ketika diminta. Jika { $account } mewajibkan profil yang terhubung, konten premiumnya tetap tertutup sampai saat itu.

    Jika Anda tidak merasa memintanya, silakan bertanya kepada help desk atau admin Learning Anda.
mail-batch-subject = { $account }: batch penghapusan { $batch } { $state }
mail-batch-body =
    Batch penghapusan { $batch } untuk { $account }: { $state }.

    { $rows }:
    { $outcomes }

    { $results }

    Pesan ini tidak memuat data pribadi. Hash terakhir log aktivitas: entri { $entries }, { $head }
mail-batch-results =
    Beberapa baris gagal. Untuk ringkasan kesalahan, buka file hasil di
    { $path }
    Isinya baris itu seperti saat diupload. Perbaiki baris itu atau hapus dari file, lalu upload file itu; kolom tambahannya boleh tetap ada.
mail-batch-results-lost =
    Beberapa baris gagal. File hasil ada di
    { $path }
    { $lost }
mail-batch-no-results = Tidak ada tindakan lain yang diperlukan.

package-live-cell = Lembar kerja akan menjalankan pengenal ini sebagai rumus, dan produk web LinkedIn Learning tidak menerima pengenal yang diberi pelindung.

# --- 11 ---
# --- 11 ---
mail-revoked-subject = Lisensi Learning Anda di { $account } telah dicabut
mail-revoked-body =
    Lisensi Learning Anda di { $account } telah dicabut, sehingga Anda tidak lagi memiliki akses. Riwayat belajar Anda tetap tercatat sampai akun Anda dihapus.

    Jika Anda tidak merasa memintanya, silakan bertanya kepada help desk atau admin Learning Anda.
mail-reply-subject = { $account }: pesan tentang permintaan { $request } ({ $matter })
mail-reply-disconnect-yourself =
    Anda sudah tidak berada di { $account }, sehingga Anda dapat memutuskan profil LinkedIn Anda sendiri tanpa menunggu kami:

    1. Masuk ke LinkedIn Learning dengan profil LinkedIn Anda.
    2. Buka pengaturan Anda: klik foto Anda di kanan atas, lalu Settings.
    3. Cari akun Learning { $account } dan putuskan profil LinkedIn Anda dari akun itu.

    Profil LinkedIn Anda tidak berubah. Silakan menulis lagi jika cara ini tidak berhasil, atau jika Anda ingin akun Learning dan datanya dihapus.
mail-outcome-subject = { $account }: hasil permintaan { $request } ({ $matter })
mail-outcome-disconnected = { $whose } telah dijalankan: profil LinkedIn Anda tidak lagi terhubung dengan akun Learning Anda. { $held ->
        [no_license] Riwayat belajar Anda tetap ada.
       *[other] Lisensi dan riwayat belajar Anda tetap ada.
    }
mail-outcome-revoked = { $whose } telah dijalankan: lisensi Learning Anda telah dicabut, sehingga Anda tidak lagi memiliki akses.
mail-outcome-deleted = { $whose } telah dijalankan: akun Learning dan data belajar Anda telah dihapus permanen. Pesan ini dihapus dari catatan kami setelah terkirim.
mail-outcome-rejected =
    { $whose } tidak dijalankan. Alasannya:

    { $reason }
mail-outcome-cancelled =
    { $whose } ditutup tanpa ada yang diubah. Alasannya:

    { $reason }

mail-trouble-unreachable = Server email tidak dapat dihubungi atau tidak menjawab. Akan dicoba lagi. ({ $words })
mail-trouble-encryption = Koneksi ke server email tidak dapat dienkripsi, atau sertifikatnya tidak dipercaya. Perbaiki security atau ca_file di bawah [mail] dalam konfigurasi. ({ $words })
mail-trouble-sign-in = Server email tidak menerima nama pengguna dan kata sandi, atau memintanya. Perbaiki di bawah [mail] dalam konfigurasi. ({ $words })
mail-trouble-greeting = Server email menolak komputer ini. Mungkin server tidak mengenal nama yang dipakai untuk menyapanya: isi hello di bawah [mail] dalam konfigurasi. ({ $words })
mail-trouble-sender = Server email tidak menerima email dari pengirim atau komputer ini. Perbaiki from, username, atau host di bawah [mail] dalam konfigurasi. ({ $words })
mail-trouble-folder = Folder email tidak dapat ditulisi. ({ $words })
mail-trouble-deferred = Server email meminta agar dicoba lagi nanti. ({ $words })
mail-trouble-unconfirmed = Koneksi terputus setelah pesan diserahkan: pesan mungkin sudah sampai. Pesan dikirim lagi dengan Message-ID yang sama. ({ $words })
mail-trouble-refused = Server email menolak pesan ini atau penerimanya. ({ $words })
mail-trouble-address = Tidak ada pesan yang dapat dikirim ke alamat ini. ({ $words })

notice-mail-closed = Email tetap mengantre. { $why }

mail-setup-no-from = Konfigurasi menyebutkan server email, tetapi tidak ada pengirim: tambahkan from = "Learning <learning@example.com>" di bawah [mail].
mail-setup-from = Ini bukan pengirim: { $from }. Tulis from di bawah [mail] seperti "Learning <learning@example.com>".
mail-setup-hello = Ini bukan nama untuk menyapa server email: { $name }. Tulis hello di bawah [mail] seperti "learning.example.com".
mail-setup-plain = security = "none" di bawah [mail] mengirim email tanpa perlindungan dan hanya diizinkan ke komputer ini, bukan ke { $host }. Gunakan "starttls" atau "tls".
mail-setup-no-password = Server email meminta kata sandi untuk { $username }: sebutkan password_file di bawah [mail], atau isi OFFBOARD_SMTP_PASSWORD.
mail-setup-no-username = Ada password_file, tetapi tidak ada username di bawah [mail].
mail-setup-password-open = Orang lain dapat membaca file kata sandi { $path }. Izinkan pemiliknya saja: chmod 600.
mail-setup-password-line = File kata sandi { $path } harus berisi kata sandi saja, dalam satu baris.
mail-setup-file = { $path } tidak dapat digunakan: { $words }
mail-setup-no-host = Ada kunci untuk server email di bawah [mail], tetapi tidak ada host.

mail-wish-disconnect = memutuskan profil LinkedIn Anda dari akun Learning Anda
mail-wish-revoke = mencabut lisensi Learning Anda
mail-wish-delete = menghapus akun Learning dan semua data belajar Anda
mail-received-subject = { $account }: permintaan { $request } telah diterima ({ $matter })
mail-received-body =
    Permintaan Anda telah kami terima. { $next }

    Jika Anda tidak merasa memintanya, segera beri tahu help desk.
mail-received-body-other =
    Kami telah menerima permintaan tentang akun Learning Anda yang diajukan orang lain untuk Anda. { $next }

    Jika Anda tidak menginginkannya, segera beri tahu help desk.
mail-greeting = Halo { $name },
mail-greeting-nobody = Halo,
mail-about = Permintaan { $request }: { $wish }
mail-number-follows = (nomor menyusul)
mail-about-new = Permintaan: { $wish }
mail-about-learner = Pembelajar: { $name }
mail-about-received = Diterima: { $day }
mail-signature = Help desk { $account }
mail-whose-own = Permintaan Anda
mail-whose-other = Permintaan yang diajukan orang lain untuk Anda
mail-matter-disconnect = memutuskan profil LinkedIn
mail-matter-revoke = mencabut lisensi Learning
mail-matter-delete = menghapus akun Learning
mail-outcome-deleted-with =
    { $whose } telah dijalankan: akun Learning dan data belajar Anda telah dihapus permanen. Dengan itu, hal berikut juga selesai:

    { $wishes }

    Pesan ini dihapus dari catatan kami setelah terkirim.
mail-outcome-overtaken =
    Akun Learning dan data belajar Anda telah dihapus permanen. Dengan itu, yang diminta sudah selesai:

    { $wishes }

    Pesan ini dihapus dari catatan kami setelah terkirim.
mail-approval-subject = { $account }: persetujuan batch penghapusan { $batch }
mail-approval-body =
    Batch penghapusan { $batch } dari { $account }: { $planned } dari { $users } pengguna.

    { $said }

    Persetujuan terikat pada baris yang disiapkan, SHA-256 { $seal }. Pesan ini tidak memuat data pribadi.
mail-approval-wanted = Batch ini menunggu persetujuan admin penuh kedua, sampai { $until }. Lihat di Me > Authenticate > Automate user management > User Deletion. Belum ada yang dihapus.
mail-approval-last-day = Belum ada yang menyetujui batch ini, dan persetujuan dapat diberikan sampai { $until } (tersisa { $left }). Setelah itu batch ditarik kembali. Lihat di Me > Authenticate > Automate user management > User Deletion. Belum ada yang dihapus.
mail-approval-given = { $name } telah menyetujuinya, dan batch dimulai sekarang.
mail-approval-given-due = { $name } telah menyetujuinya. Batch dimulai pada { $due }; sampai saat itu batch dapat ditarik kembali.
mail-approval-expired = Tidak ada yang menyetujuinya dalam 72 jam, jadi batch ditarik kembali. Tidak ada yang dihapus.
mail-approval-lapsed = { $name }, yang telah menyetujuinya, bukan lagi admin penuh ketika waktunya tiba, jadi batch tidak dimulai. Batch menunggu persetujuan orang lain, sampai { $until }. Belum ada yang dihapus.
mail-confirmer-left = { $name }, yang bertanggung jawab atasnya, tidak lagi boleh menghapus pembelajar, jadi batch dijeda. Admin penuh lain dapat melanjutkannya, membatalkannya atau, selama belum dimulai, menariknya.

mail-trouble-letters = Server email tidak menerima alamat dengan huruf seperti itu sebelum @ (tidak menawarkan SMTPUTF8). Perbaiki alamatnya, atau gunakan server yang menawarkannya, lalu kirim lagi. ({ $words })

# --- 11 ---

## Akun demo


# What is written in demo accounts
demo-channel-phone = Telepon
demo-channel-letter = Surat
demo-channel-email = Email
demo-channel-chat = Chat
demo-chloe-channel = Email ke privacy@enigma.example
demo-chloe-note = Sudah keluar dari perusahaan dan meminta riwayat belajarnya dihapus. Ingin mendapat konfirmasi.
demo-chloe-verified = Balasan dari alamatnya yang tercatat
demo-chloe-checked = Menanyakan kepada bagian penggajian apakah sertifikat kursus masih diperlukan.
demo-budi-note = Pindah ke jabatan tanpa jam belajar dan mengembalikan lisensinya.
demo-siti-channel = Tiket help desk 4711
demo-siti-note = Keliru menghubungkan profil pribadinya dan ingin menghubungkan profil yang lain.
demo-former-employer = Masuk dengan profil dari perusahaan lama dan tidak dapat membuka kursus.
demo-called-back = Ditelepon kembali ke nomor di direktori
demo-hold-reason = Pemeriksaan oleh serikat pekerja, catatan harus disimpan
demo-hold-lifted = Pemeriksaan selesai, lihat arsip bagian hukum
demo-erasure-note = Sudah keluar beberapa bulan lalu dan ingin semua yang tidak diperlukan lagi dihapus.
demo-erasure-verified = Salinan surat keterangan berhenti bekerja, sudah dimusnahkan
demo-erasure-checked = Tidak ada sertifikat yang tertunda; atasan langsung sudah tahu.
demo-erasure-reply = Surat Anda sudah kami terima, dan data Anda akan kami hapus minggu ini.
demo-parental-leave = Cuti mengasuh anak selama setahun; kursinya boleh dipakai orang lain.
demo-manager-confirmed = Dikonfirmasi atasan langsung lewat telepon
demo-relative = Seseorang yang mengaku kerabat
demo-relative-note = Meminta akun pembelajar dihapus.
demo-relative-checked = Tidak ada surat kuasa, dan pembelajar tidak tahu-menahu.
demo-relative-rejected = Hanya Anda yang dapat meminta ini. Silakan tulis kepada kami dari alamat Anda sendiri.
demo-license-unused = Tidak memakai lisensinya.
demo-license-kept = Anda menulis bahwa Anda ternyata tetap ingin memakai lisensi Anda.
demo-two-profiles = Punya dua profil, ingin yang lama dilepas.
demo-which-profile = Profil mana yang harus diputus? Silakan kirimkan alamat publiknya kepada kami.
demo-last-day = Hari kerja terakhir pada akhir minggu ini; meminta konfirmasi.
demo-partner-company = Ingin riwayat belajarnya dihapus setelah pindah ke perusahaan mitra.
demo-signed-mail = Email bertanda tangan dari alamat yang tercatat
demo-workshop = Pindah ke bengkel dan tidak punya meja kerja lagi.
demo-known = Dikenal secara pribadi
# --- 12 ---
# --- 12 ---
# --- 12 ---

## 13. Tur

tour-next = lanjut
tour-back = kembali
tour-play = putar
tour-pause = jeda
tour-leave = tinggalkan tur
tour-next-keys = Berikutnya:
tour-goes-back = Kembali dengan akun baru …
tour-by-hand = Kini konsol ada di tangan Anda: lanjutkan sendiri dari sini. Ctrl-Q mengakhirinya, dan akun demo ikut hilang.
tour-over = Tur selesai. Kini konsol ada di tangan Anda: lanjutkan sendiri dari sini. Ctrl-Q mengakhirinya, dan akun demo ikut hilang.
tour-astray = Langkah ini tidak berjalan seperti kata tur: “{ $text }” tidak ada di layar. Kembalilah, tinggalkan tur dan lanjutkan sendiri, atau lewati langkah ini.

cli-tour = Menampilkan tur pada akun demo tersendiri
cli-tour--name = Tur yang mana; tanpa nama, semuanya didaftar
cli-tour--list = Daftar semua tur
cli-tour--auto = Putar sendiri sejak awal
cli-tour--pace = Seberapa cepat diputar: slow, normal, fast, atau detik untuk setiap keterangan
cli-tour--record = Rekam ke file asciicast alih-alih menampilkannya; tidak memerlukan terminal
cli-tour--size = Kolom dan baris rekaman, dari 80x24 sampai 400x200
cli-tour-own-account = Tur berlangsung pada akun demo tersendiri. Basis data yang disebut tidak disentuh.
out-tour = Tur
out-steps = Langkah
out-title = Judul

# --- 13 ---

act-residue-clear = sebutan orang yang dihapus dikeluarkan dari teks
act-operator-erase = nama dan alamat operator dihapus
act-settings-approve = perubahan pengaturan akun disetujui
log-detail-waits = menunggu admin penuh lain
receipt-settings-wait = Perubahan ini melemahkan pengaman, jadi menunggu persetujuan admin penuh lain: Account settings, atau offboard account approve. Belum ada yang diubah.
receipt-residue-cleared = Dikeluarkan di { $count } tempat. Sekarang jalankan offboard db purge: sisanya dikeluarkan dari file, lalu file dicari sekali lagi.
receipt-operator-erased = Nama dan alamat operator sudah dihapus. Jalankan offboard db purge agar tidak ada yang tersisa di dalam file.
reason-operator-not-disabled = Hanya operator yang dinonaktifkan yang dapat dihapus.
reason-no-settings-wait = Tidak ada perubahan pengaturan yang menunggu persetujuan.
warning-no-second-admin = Tidak ada admin penuh lain yang dapat masuk: tidak ada yang dapat menyetujui batch. Tambahkan satu lebih dulu, dengan alamatnya sendiri: yang ditambahkan selagi ini menyala mendapat aksesnya dari Anda saja dan tidak dapat menyetujui untuk Anda.
warning-gives-access-alone = Admin penuh kedua diwajibkan, dan Anda seorang diri memutuskan akses ini: Anda berdua tidak dapat saling menyetujui permintaan.
warning-ends-approver = Admin penuh kedua diwajibkan, dan yang ini dapat menyetujui sampai sekarang. Selama 72 jam perubahan yang melemahkan pengaman tetap menunggu admin penuh lain.
warning-nobody-approves = Saat ini tidak ada yang dapat menyetujuinya: tidak ada admin penuh lain yang dapat masuk dan mendapat aksesnya dari orang lain. Permintaan persetujuan gugur setelah 72 jam.
warning-last-approver = Setelah ini tidak ada yang dapat menyetujui batch penghapusan Anda: tidak ada admin penuh lain yang dapat masuk dan mendapat aksesnya dari orang lain. Yang menunggu persetujuan gugur setelah 72 jam.
warning-waits-for-another = Perubahan ini melemahkan pengaman. Perubahan menunggu persetujuan admin penuh lain.
settings-wait = { $who } meminta perubahan yang melemahkan pengaman: { $what }. Admin penuh lain dapat menyetujuinya sampai { $until }: { $key }.
command-approve-settings = setujui
command-approve-settings-help = Menyetujui perubahan pengaturan yang diminta admin penuh lain, setelah dikonfirmasi.
command-erase-operator = hapus
command-erase-operator-help = Menghapus nama dan alamat operator yang dinonaktifkan untuk selamanya.
describe-erase-operator-goes = Nama, alamat, frasa sandi operator, dan email kepadanya. Ini tidak dapat dibatalkan.
describe-erase-operator-stays = Yang dilakukannya tetap ada di log aktivitas, dengan nomornya.
cli-settings-wait = { $who } meminta perubahan yang menunggu admin penuh lain sampai { $until }: { $what }. Setujui: offboard account approve
cli-account-approve = Menyetujui perubahan pengaturan yang diminta admin penuh lain
cli-operators-erase--name = Nama operator
cli-db-residue = Menampilkan tempat alamat orang yang dihapus tertulis di teks yang dibuat orang, dan di file
cli-db-residue--clear = Keluarkan dari teks-teks itu
cli-residue-clear = Keluarkan dari teks-teks itu: offboard db residue --clear
cli-residue-operator = { $name } adalah operator konsol ini dengan alamat orang yang dihapus. Nonaktifkan dan hapus: offboard operators disable, offboard operators erase
out-residue-of = Nomor
out-residue-field = Kolom
out-residue-text = Yang tertulis di sana
out-residue-without = Tanpa alamat

## Permintaan: siapa yang meminta, apa yang menghalangi, persetujuan

mail-received-due = Permintaan ini dijalankan paling lambat { $due }. Mungkin kami perlu memastikan identitas Anda lebih dahulu. Anda menerima pesan setelah selesai; sampai saat itu tidak ada yang diubah.
mail-received-examined = Kami sedang memeriksa apakah dan kapan permintaan ini dapat dijalankan, dan akan mengabari Anda. Sampai saat itu tidak ada yang diubah.
mail-kind-request-approval = persetujuan permintaan
mail-request-approval-subject = { $account }: persetujuan permintaan { $request }
mail-request-approval-body =
    Permintaan { $request } dari { $account }: { $kind }.

    { $said }
mail-request-approval-wanted = { $name } meminta persetujuan. Persetujuan dapat diberikan sampai { $until } (tersisa { $left }). Permintaan ini ada di Requests, tampilan Persetujuan saya. Belum ada yang dijalankan.
mail-request-approval-last-day = Belum ada yang menyetujuinya, dan persetujuan dapat diberikan sampai { $until } (tersisa { $left }). Setelah itu persetujuan harus diminta lagi. Permintaan ini ada di Requests, tampilan Persetujuan saya. Belum ada yang dijalankan.
mail-request-approval-returned = { $name } mempunyai pertanyaan sebelum menyetujuinya. Pertanyaannya ada pada permintaan, yang ditinjau lagi. Belum ada yang dijalankan.
mail-request-approval-expired = Tidak ada yang menyetujuinya tepat waktu. Permintaan ditinjau lagi, dan persetujuan harus diminta sekali lagi. Belum ada yang dijalankan.
mail-request-approval-outdated = Sementara itu data pembelajar diubah, sehingga ini bukan lagi hal yang Anda mintakan persetujuan. Permintaan ditinjau lagi: lihat kembali, lalu minta persetujuan sekali lagi. Belum ada yang dijalankan.
reason-batch-awaits-approval = Batch { $batch } dibuat dari permintaan ini dan menunggu admin penuh kedua. Batch itulah yang disetujui atau ditarik kembali.
reason-identity-first = Penghapusan memerlukan identitas yang terverifikasi sebelum persetujuan diminta. Verifikasi dahulu identitas peminta.
reason-identity-reason = Belum ada yang memverifikasi identitas peminta. Untuk tetap menghapus, sebutkan alasannya; alasan itu disimpan pada permintaan dan di log aktivitas.
reason-replied-already = Balasan sudah dikirim ke pembelajar ini, jadi permintaan tetap miliknya. Tutup permintaan ini dan catat yang baru.
reason-nothing-to-correct = Pembelajar dan jenisnya sama seperti sebelumnya.
warning-cannot-be-done = Dalam keadaan sekarang ini tidak dapat dijalankan: { $reason }
receipt-request-returned = Permintaan { $request } ditinjau lagi, dengan pertanyaan Anda.
receipt-request-corrected = Permintaan { $request } diperbaiki. Surat tentang hal ini yang belum dikirim ditulis ulang; perbaikannya sendiri tidak dikirimkan kepada siapa pun.
receipt-request-awaits-second = Batch { $batch } dibuat dari permintaan { $request } dan menunggu admin penuh kedua.
entry-kind-question = Pertanyaan sebelum persetujuan
request-entry-question = Pertanyaan sebelum persetujuan, hanya dibaca operator
act-request-return = permintaan dikembalikan dengan pertanyaan
act-request-correct = permintaan diperbaiki
act-request-not-theirs = sebuah permintaan keliru dicatat untuk pembelajar ini
act-request-unverified = penghapusan tanpa identitas terverifikasi
command-return-request = Kembalikan dengan pertanyaan
command-return-request-help = Mengembalikan permintaan kepada yang meminta persetujuan, dengan pertanyaan.
command-correct-request = Perbaiki pembelajar atau jenis
command-correct-request-help = Memperbaiki milik siapa permintaan ini dan apa yang diminta. Surat yang belum dikirim ditulis ulang; perbaikannya sendiri tidak dikirimkan kepada siapa pun.
request-question-explained = Permintaan ditinjau lagi, dan pertanyaannya tercantum di sana. Hanya operator yang membacanya.
request-question-button = Kembalikan
request-wait-changes = mulai sekarang tenggat dijeda dan bergeser sepanjang jeda itu
request-wait-stays = permintaan, yang berlanjut setelah Anda melanjutkannya
request-wait-button = Jeda tenggat
request-unverified-label = Alasan
request-cancel-quietly = Keliru dicatat: pembelajar tidak dikirimi email
request-correct-title = Perbaiki permintaan { $request }
request-learner = Pembelajar
request-on-hold = legal hold
request-other-open = { $count ->
    [1] { $count } permintaan terbuka lain
   *[other] { $count } permintaan terbuka lain
}
request-others = Permintaan lain
request-other = { $request } { $kind }, { $state }
request-no-id = tanpa ID
request-no-address = tanpa alamat email
request-cannot = Saat ini tidak dapat dijalankan: { $reason }
request-awaits-second = batch { $batch } menunggu admin penuh kedua (b)
request-setback-approval-expired = tidak ada yang menyetujuinya tepat waktu
request-setback-returned = dikembalikan dengan pertanyaan
request-setback-corrected = yang diminta berubah selagi menunggu persetujuan, yang harus diminta lagi
request-setback-batch-withdrawn = batch { $batch } ditarik kembali
request-setback-batch-unapproved = tidak ada yang menyetujui batch { $batch } tepat waktu
request-setback-batch-cancelled = batch { $batch } dibatalkan
request-setback-taken-back = perubahannya ditarik kembali sebelum diserahkan
request-setback-given-up = tidak ada lagi yang menunggu penyedia; tidak diketahui apakah sudah dilakukan di sana
request-setback-row = batch { $batch } tidak menghapus pembelajar: { $outcome }
new-request-choose-type = pilih (← →)
new-request-type-missing = Pilih apa yang diminta pembelajar.
new-request-all-the-same = Simpan sekali lagi untuk tetap mencatatnya; kepada pembelajar tidak dijanjikan apa pun.
new-request-open-other = Ctrl-O meninggalkan isian ini dan membukanya.
home-awaiting = { $count ->
    [1] { $count } permintaan menunggu persetujuan Anda
   *[other] { $count } permintaan menunggu persetujuan Anda
}
home-awaiting-detail = setujui dalam { $span }
out-other-open = Permintaan terbuka lain
out-setback = Dikembalikan
out-setback-at = Dikembalikan pada
out-setback-batch = Batch sebelumnya
cli-requests-do--unverified = Mengapa penghapusan dijalankan meskipun identitas belum diverifikasi
cli-requests-approve--unverified = Mengapa penghapusan dijalankan meskipun identitas belum diverifikasi
cli-requests-cancel--no-mail = Pembelajar tidak dikirimi email: permintaan keliru dicatat
cli-requests-return--question = Apa yang harus diketahui dahulu; hanya operator yang membacanya
cli-requests-correct--user = Pembelajar pemilik permintaan: email atau ID
cli-requests-correct--kind = Apa yang diinginkan pembelajar
request-state-learner = Di pembelajar
request-state-approval = Di penyetuju
request-kind-in-list-disconnect = putus
request-kind-in-list-revoke = cabut
request-kind-in-list-delete = hapus


# What a spreadsheet or an encoding made of a cell.
damage-formula = Ini teks rumus, bukan nilainya. Tempel kolom sebagai nilai, format sebagai teks, lalu upload ulang filenya.
damage-error-value = Ini nilai galat dari lembar kerja. Perbaiki sel di sumbernya, lalu upload ulang filenya.
damage-date = Lembar kerja mengubah isi ini menjadi tanggal. Format kolomnya sebagai teks, lalu masukkan ulang.
damage-fraction = Lembar kerja atau ekspor menambahkan desimal pada isi ini. Format kolomnya sebagai teks, lalu masukkan ulang.
damage-exponent = Lembar kerja mengubah isi ini menjadi bilangan berpangkat sepuluh. Format kolomnya sebagai teks, lalu masukkan ulang.
damage-grouping = Lembar kerja mengelompokkan angka-angka ini. Format kolomnya sebagai teks, lalu masukkan ulang.
damage-nothing-word = Ini kata sebuah program untuk sel kosong. Kosongkan selnya, atau masukkan isi yang seharusnya.
damage-text-mark = Di depan isi ini ada tanda teks dari lembar kerja atau tanda kutip. Hapus tanda itu.
damage-mojibake = Teks ini dibaca dengan encoding yang salah. Simpan file sebagai UTF-8 dari sumbernya, lalu upload ulang.
damage-lost-zeros = Tidak ada yang memiliki ID ini, tetapi ada yang memilikinya dengan nol di depannya. Lembar kerja menghapus nol itu: format kolomnya sebagai teks, lalu masukkan ulang ID-nya.
damage-lost-digits = Lembar kerja hanya menyimpan lima belas digit; sisanya diubah menjadi nol. Format kolomnya sebagai teks, lalu masukkan ulang.

# Langkah pertama akun baru.
steps-heading = Langkah pertama akun baru ini, berurutan. x menyingkirkan daftar ini.
step-license-types = Jenis lisensi dan kursi
step-license-types-way = People > Licenses, n · offboard licenses add
step-users = Pengguna
step-users-way = People > Users, a, By CSV · offboard users import
step-learning = Laporan pembelajaran
step-learning-way = Reports, i · offboard learning import
step-rules = Aturan akun
step-rules-way = Me > Account settings · offboard account set
step-operators = Operator
step-operators-way = Me > Operators: p, lalu n · offboard operators add
step-mail = Email
step-mail-way = [mail] dalam file konfigurasi: docs/mail.md
out-step = Langkah
out-step-done = Selesai
out-step-way = Caranya
act-first-steps-dismiss = daftar langkah pertama disingkirkan
receipt-first-steps-dismissed = Langkah pertama sudah disingkirkan. offboard account next tetap menampilkannya.
reason-no-columns-remembered = Tidak ada yang diingat tentang file dengan baris header ini.
reason-no-first-steps = Langkah pertama tidak sedang ditampilkan.
command-dismiss-steps = singkirkan langkah pertama
command-dismiss-steps-help = Menyingkirkan langkah pertama akun baru dari Home; offboard account next tetap menampilkannya.
cli-account-next = Menampilkan langkah pertama akun baru dan mana yang sudah selesai
cli-account-next--dismiss = Singkirkan daftar itu dari Home
cli-whole = Akun dengan { $count } pembelajar ditulis ke { $folder }. Siapa pun yang membacanya membaca semuanya.
cli-users-export--everything = Tulis seluruh akun ke folder baru: semuanya kecuali log, pengguna yang dihapus, email, permintaan, operator, yang menunggu di penyedia, dan isi lama riwayat
cli-init--from = Buat akun baru dari folder yang ditulis users export --everything

# At the provider, in the console

command-at-provider-help = Apa yang diserahkan ke penyedia, apa yang ada di sana, dan apa kata buktinya.
command-at-provider-words = penyedia penyerahan diupload file hasil daftar pengguna terlambat disiapkan
command-open-handover = Langkah berikutnya
command-open-handover-help = Membuka penyerahan: file, langkah berikutnya, dan perubahannya.
command-open-change = Buka
command-open-change-help = Membuka perubahan: statusnya dan buktinya.
command-mark-uploaded = Tandai sudah diupload
command-mark-uploaded-help = Mencatat bahwa file penyerahan sudah diupload, dan kapan.
command-mark-uploaded-words = file diupload diserahkan
command-tick-off = Sudah dilakukan
command-tick-off-help = Mencatat bahwa Anda melakukan perubahan ini secara manual di penyedia.
command-tick-off-words = manual selesai centang
command-take-results = File hasil
command-take-results-help = Menerima file hasil penyedia: yang tercantum di dalamnya ditolak.
command-take-results-words = ditolak gagal baris penyedia
command-take-roster = Daftar pengguna
command-take-roster-help = Menerima unduhan semua pengguna dari penyedia: memperbarui semua dan memastikan siapa yang sudah tidak ada.
command-take-roster-words = unduhan semua pengguna pastikan bukti
command-see-evidence = Bukti
command-see-evidence-help = Menampilkan daftar pengguna terakhir yang dipercaya.
command-prepare-again = Siapkan lagi
command-prepare-again-help = Menyerahkan perubahan yang ditolak sekali lagi, dalam file baru atau lewat panggilan baru.
command-prepare-again-words = ditolak ulangi
command-take-back-changes = Tarik kembali
command-take-back-changes-help = Menarik kembali perubahan yang belum sampai di penyedia.
command-take-back-changes-words = batalkan disiapkan baris
command-give-up-changes = Berhenti menunggu
command-give-up-changes-help = Tidak menunggu perubahan ini lagi; hal itu tidak menghentikan apa pun di penyedia.
command-give-up-changes-words = tidak ditunggu terlambat
home-provider = { $count ->
    [0] Tidak ada yang terbuka di penyedia
   *[other] { $count } perubahan di penyedia
}
home-provider-detail = { $prepared } untuk diserahkan{ $hand ->
    [0] {""}
   *[other] {" "}· { $hand } manual
    } · { $overdue } terlambat
provider-figure = { $open } terbuka · { $overdue } terlambat
provider-none = Tidak ada yang berada di penyedia. Apa pun yang Anda hapus, cabut, atau putuskan mulai sekarang disiapkan dahulu di sini: konfirmasi sebuah batch, lalu filenya ada di sini beserta langkah berikutnya.
provider-none-here = Akun ini berada di sini: yang dilakukan di sini langsung berlaku, dan tidak ada yang diserahkan ke penyedia. Jika pembelajar sebenarnya ada di produk web LinkedIn Learning, nyatakan di Me > Account settings > Tempat akun berada.
provider-act = Tindakan
provider-short-handover = No.
provider-short-changes = Semua
provider-short-confirmed = Pasti
provider-part = { $handover } · { $part }/{ $parts }
provider-handover = Penyerahan { $handover }
provider-by-hand-done = manual, { $done } dari { $all } selesai
provider-uploaded-when = diupload { $when }
provider-overdue-when = terlambat · { $when }
provider-do-upload = Upload { $file } satu kali, di { $page }. Lalu tandai sudah diupload (u).
provider-do-upload-roster = Upload { $file } satu kali, di tempat daftar pengguna diupload di penyedia. Lalu tandai sudah diupload (u).
provider-do-by-hand = Di penyedia: { $clicks }. Lalu tandai tiap pembelajar di dalam penyerahan ini (d).
provider-do-push = Panggilan masih harus dilakukan: p di sini, atau offboard provider push.
provider-do-wait = Penyedia mengirim email dalam satu sampai tujuh hari. Jika ada yang gagal, bawa file hasilnya (r). Lalu unduh semua pengguna di sana dan bawa filenya (o): hanya file itu yang memastikan apa yang sudah dilakukan.
provider-do-overdue = Tidak ada bukti pada waktunya. Unduh semua pengguna di sana dan bawa filenya (o). Yang masih seperti semula di dalamnya belum dilakukan di sana: tanyakan kepada penyedia, atau berhenti menunggu (g).
provider-do-refused = { $count } perubahan ditolak penyedia. Siapkan lagi (a), atau biarkan. Tidak ada yang dihapus di sini karenanya.
provider-do-refused-batch = { $count } perubahan ditolak penyedia. Siapkan lagi (a) selama batchnya belum selesai; sesudah itu lewat batch baru. Tidak ada yang dihapus di sini karenanya.
provider-do-nothing = Semua perubahannya sudah berakhir.
provider-last-roster = Daftar pengguna terakhir yang dipercaya
provider-evidence = Bukti
provider-taken = Diambil
provider-received = Diterima
provider-source = Sumber
provider-learner-gone = sudah dihapus di sini ({ $user })
provider-change = Perubahan { $change }
provider-since = Sejak
provider-code = Kode
provider-kept-here = Dihapus di penyedia dan tetap disimpan di sini: legal hold menyimpan datanya, atau pembelajar ini operator.
provider-to-request = Permintaan { $request }
provider-prepared-by = Disiapkan { $when } oleh { $who }
provider-not-handed = belum di penyedia
provider-handed-at = di penyedia sejak { $when }
provider-no-file = Tanpa file: dilakukan secara manual.
provider-changes-figure = { $confirmed } dari { $count } perubahan dipastikan
provider-no-changes = Semua perubahan penyerahan ini sudah ditarik kembali atau diserahkan dalam penyerahan lain.
provider-give-up-explained = { $about }: tidak ditunggu lagi. Hal itu tidak menghentikan apa pun di penyedia, dan tidak ada yang dihapus di sini karenanya. Alasannya dicatat di Activity log.
provider-give-up-reason = Alasan
uploaded-when = Diupload
uploaded-explained = { $file } dengan { $count } perubahan sudah di penyedia, menurut Anda. Setelah itu tidak dapat ditarik kembali. Kapan file ini diupload?
moment-wrong = Tulis tanggal dan jam seperti 2026-11-27 14:02.
describe-tick-off-changes = perubahan ini dianggap selesai, menurut pernyataan Anda
describe-tick-off-stays = akun pembelajar dan riwayatnya
describe-tick-off-told = pembelajar, jika akun ini yang mengirim email dan bukan penyedia; permintaannya ditutup
describe-take-back-goes = { $count } perubahan yang belum ada di penyedia
describe-take-back-stays = para pembelajar, seperti adanya; yang sudah ada di penyedia
describe-take-back-file = File ditulis ulang tanpa mereka, atau dihapus. Jangan upload salinan lama.
describe-take-back-by-hand = Ini hilang dari daftar yang dikerjakan manual. Jika sudah dikerjakan di sana, tandai selesai (d) saja.
describe-take-back-calls = Tidak ada panggilan yang dibuat untuk ini.
describe-again-changes = { $count } perubahan yang ditolak masuk ke file baru
describe-again-calls = { $count } perubahan yang ditolak akan dipanggil sekali lagi
describe-again-stays = para pembelajar, seperti adanya, sampai ada bukti bahwa itu sudah dilakukan
describe-give-up-goes = penantian atas { $count } perubahan
describe-give-up-stays = yang tetap dilakukan penyedia
setting-provider-stays = { $count } perubahan di penyedia
learner-change-delete = Penghapusan di penyedia: { $state } { $when }
learner-change-revoke = Pencabutan lisensi di penyedia: { $state } { $when }
learner-change-disconnect = Pemutusan profil di penyedia: { $state } { $when }
request-next-provider = Selesai setelah penyedia melakukannya: Me > At the provider, penyerahan { $handover }.
batch-at-provider-done = di penyedia, { $done } dari { $total } sudah tidak ada
command-batch-handovers = Penyerahan
command-batch-handovers-help = Membuka penyerahan batch ini di penyedia: file, langkah berikutnya, dan perubahannya.
provider-in-one-line = Penyerahan { $handover }: { $state } · { $count } perubahan
provider-more-handovers = { $count } lagi di Me > At the provider
describe-hold-changes = datanya tidak dapat dihapus di sini selama legal hold berlaku
describe-hold-stays = yang sudah ada di penyedia, atau segera sampai di sana
provider-calls = Tanpa file: server dipanggil.
provider-do-in-doubt = Panggilan sudah dilakukan dan jawabannya tidak diketahui. Putaran berikutnya menanyakannya dahulu sebelum apa pun dikirim lagi: p di sini, atau offboard provider push.
provider-do-accepted = Server menerimanya dan tidak menyebut apakah sudah dilakukan. Baca semua penggunanya (Configure SCIM, u, atau offboard provider pull): itu yang memastikan apa yang sudah dilakukan.
receipt-calls-stopped = Panggilan berhenti pada yang berikutnya. Sisanya menunggu sampai ada yang melanjutkannya.
receipt-calls-go-on = Panggilan berjalan lagi.
reason-no-calls = Tidak ada panggilan yang harus dilakukan.
reason-no-calls-under-way = Saat ini tidak ada panggilan yang berjalan.
reason-no-server = Belum ada koneksi ke server SCIM. Buat koneksinya di Me > Authenticate > Automate user management > Configure SCIM.
act-provider-stop-calls = panggilan ke server SCIM dihentikan
act-provider-let-calls = panggilan ke server SCIM dilanjutkan
command-scim-help = Menampilkan koneksi ke server SCIM penyedia, apa yang dilakukannya, dan panggilannya.
command-connect = Sambungkan
command-connect-help = Mencoba server SCIM, dan menyimpan koneksinya jika server menjawab.
command-test-server = Uji
command-test-server-help = Menampilkan apa yang benar-benar dilakukan server. Tidak ada yang ditulis di sana.
command-pull-users = Tarik
command-pull-users-help = Membaca semua pengguna di server, dan menampilkan kesimpulannya sebelum diberlakukan.
command-push-calls = Kirim
command-push-calls-help = Melakukan panggilan yang masih harus dilakukan, di latar belakang. Yang meragukan ditanyakan dahulu.
command-stop-calls = Hentikan
command-stop-calls-help = Menghentikan panggilan pada yang berikutnya, sampai ada yang melanjutkannya.
command-choose-deleting = Penghapusan
command-choose-deleting-help = Memilih apakah server menghapus pengguna, atau hanya menonaktifkannya sementara penghapusan lewat file.
cli-provider-stop = Menghentikan panggilan pada yang berikutnya, siapa pun yang melakukannya, sampai ada yang melanjutkannya
calls-of = { $percent }  { $done } dari { $total } perubahan
calls-rate = { $rate }/dtk
calls-nothing-lost = Tidak ada yang hilang jika jendela ini ditutup. Semua yang dikirim dicatat, dan pengiriman berikutnya menanyakannya.
scim-token = Token
scim-token-kept = disimpan di file tersendiri, dan tidak pernah ditampilkan
scim-not-connected = Belum ada koneksi ke server. Sambungkan (c): Anda memerlukan alamatnya dan token.
scim-revoking = Pencabutan
scim-deleting = Penghapusan
scim-deleting-file = lewat file; sementara itu dinonaktifkan dengan panggilan
scim-deleting-calls = dengan panggilan (DELETE), jika server melakukannya
scim-deleting-stays = yang sudah disiapkan tetap lewat jalan semula
scim-lives = Tempat akun ini berada: { $provider }. Panggilan dilakukan setelah akun berada di platform identitas (SCIM): Me > Account settings.
scim-no-calls = Tidak ada panggilan yang harus dilakukan.
scim-calls-wait = { $doubt ->
    [0] { $prepared } perubahan menunggu panggilan.
   *[other] { $prepared } menunggu panggilan; hasil panggilan untuk { $doubt } tidak diketahui dan ditanyakan dahulu.
 }
scim-calls-held = Panggilan dihentikan oleh seseorang. Lanjutkan dengan Kirim (p).
scim-stopped = Berhenti sebelum selesai. Kirim (p) melanjutkannya.
scim-findings = Yang dilakukan server
scim-testing = Server sedang ditanyai …
scim-not-tested = Belum diuji sejak halaman ini dibuka. Uji (t) menampilkannya; tidak ada yang ditulis di sana.
scim-looked-at = { $sample } pengguna: externalId { $id } · userName { $name } · alamat { $email } · aktif { $active } · grup (tidak dibaca) { $groups }
scim-yes = ya
scim-no = tidak
scim-unknown = tidak disebut
scim-figure = { $count ->
    [0] tidak ada panggilan menunggu
   *[other] { $count } panggilan menunggu
 }
scim-figure-calls = panggilan sedang berjalan
connect-title = Configure SCIM
connect-about = Server dicoba dahulu; tidak ada yang ditulis di sana. Token disimpan di file tersendiri hanya untuk pengguna Anda, dan tidak ditampilkan di mana pun.
connect-token-file = atau file token
connect-ca-file = File otoritas
connect-token-missing = Token diperlukan: ketikkan, atau sebutkan file yang memuatnya.
connect-token-twice = Ketikkan token atau sebutkan filenya, jangan keduanya.
import-all-of-server = Semua pengguna di server
import-reading-server = Semua pengguna di server sedang dibaca …
import-server-license = Siapa yang aktif di sana memiliki lisensi ini
import-server-none = Tidak ada yang dibaca sebelum disebut lisensi mana yang berarti aktif di sana. Kembali dan mulai lagi.
import-server-not-whole = Daftar yang mungkin tidak lengkap tidak menyimpulkan apa pun.
command-gone = Tidak ada tanpa tindakan kita
command-gone-help = Menampilkan siapa yang ada di sini dan tidak ada di daftar pengguna terakhir penyedia, tanpa penjelasan.
command-gone-words = hilang tidak ada terima daftar pengguna
command-open-gone-help = Membuka profil pembelajar yang tidak ada lagi di penyedia.
command-accept-gone = Terima
command-accept-gone-help = Meninjau batch yang menghapus pembelajar ini di sini, karena tidak ada lagi di penyedia.
command-accept-all-gone = Terima semua
command-accept-all-gone-help = Meninjau batch yang menghapus semua orang dalam daftar ini di sini.
gone-figure = { $count } pembelajar
gone-missed = Tidak ada per
gone-none = Menurut daftar pengguna terakhir, tidak ada yang hilang di penyedia tanpa tindakan kita.
gone-about = Hanya untuk diperiksa. Terima meninjau batch biasa: yang ada di dalamnya setelah dikonfirmasi dihapus di sini secara permanen; tidak ada yang dikirim ke penyedia.
reason-no-roster-yet = Belum ada daftar pengguna penyedia yang diterima.
reason-not-gone-there = Menurut daftar pengguna terakhir, tidak semua yang dipilih hilang di penyedia.
import-file-provider-roster = Pilih unduhan semua pengguna dari penyedia
import-file-provider-roster-about = File ini memperbarui semua dan menyebut siapa yang baru, berubah, dan tidak ada. Perubahan yang pembelajarnya tidak lagi tercantum dipastikan, dan pembelajar itu dihapus di sini juga. File yang terpotong, disaring, atau milik akun lain tidak menyimpulkan apa pun.
import-file-results = Pilih file hasil penyedia
import-file-results-about = Penyedia mengirimnya hanya jika ada yang gagal. Yang tercantum di dalamnya ditolak, dengan keterangan penyedia. Yang tidak tercantum belum dipastikan: hanya daftar pengguna yang memastikannya.
import-taken-about = Kapan file ini diunduh dari penyedia? Hanya perubahan yang sudah ada di penyedia sebelum saat itu yang dapat dipastikan olehnya.
import-taken = Diambil
import-taken-offered = { $when }, saat file terakhir diubah
import-taken-at = Diambil { $when }
import-doubtful = Daftar pengguna ini tidak dipercaya, dan tidak ada yang disimpulkan darinya.
import-doubtful-for-good = File ini tidak dapat diterima. Unduh lagi secara utuh, lalu bawa file itu.
import-doubtful-full-admin = Jika tetap benar, admin penuh dapat menerimanya dengan mengetik frasa.
import-doubtful-phrase = Jika tetap benar, ketik: { $phrase }
import-doubts = tetap dipercaya
import-doubts-overruled = karena Anda mengetik frasanya
import-confirmed = dipastikan di penyedia
import-overdue = terlambat
import-still-open = masih terbuka
import-alike = mungkin ada di dalamnya dengan identitas lain
import-alike-note = penghapusannya tetap terbuka
import-gone-without-us = { $gone } bukan dari kita
import-gone-before = { $gone } bukan dari kita, { $before } di antaranya sudah hilang sebelumnya
import-gone-at-provider = Pembelajar ini ada di akun, dan tidak ada baris file yang mengenainya. Ia dihapus di sini hanya jika penghapusannya dipastikan oleh file ini; yang lain tetap ada, untuk diperiksa.
import-results-rows = baris
import-results-refused = ditolak
import-results-unknown = tidak mengenai siapa pun
import-results-unknown-note = dengan perubahan terbuka
import-results-again = menyebut perubahan sekali lagi
import-results-well = menyatakan berhasil; itu tidak memastikan apa pun
import-confirm-provider-roster = Terima daftar pengguna penyedia
import-confirm-concluded = { $count } perubahan dipastikan; jika itu penghapusan, pembelajarnya dihapus di sini secara permanen
import-confirm-provider-stays = { $open ->
    [0] tidak ada perubahan yang tetap terbuka
   *[other] { $open } perubahan tetap terbuka
    }; { $gone ->
    [0] tidak ada yang hilang tanpa tindakan kita
   *[other] { $gone } pembelajar yang tidak ada tanpa tindakan kita tetap di sini, untuk diperiksa
}
import-confirm-provider-told = yang permintaannya selesai karenanya; tidak ada yang lain
import-confirm-results = Terima file hasil
import-confirm-results-changes = { $count } perubahan ditolak penyedia
import-confirm-results-stays = para pembelajar, dan setiap perubahan yang tidak tercantum dalam file
import-take-in = Terima
import-which-message = Di bawah judul kolom mana penyedia menyebut alasannya?
import-nothing-concluded = Belum ada yang disimpulkan.
import-taken-in = Selesai. Yang sudah dipastikan kini dihapus di sini.

# At the provider

provider-note =
    File ini menghapus pembelajar { $account } untuk selamanya begitu diupload (batch { $batch }).
    Tempat: { $page }. Upload satu kali, di wizard, sebagai admin penuh akun itu.
provider-note-file =
    { $file }: { $count } baris
    SHA-256 { $sha256 }
provider-note-after =
    Lalu tandai file ini sudah diupload (offboard provider uploaded). Penyedia mengirim email dalam satu sampai tujuh hari; file hasil hanya datang bila ada yang gagal. Sesudah itu unduh semua pengguna dan bawa filenya ke sini: file itu memastikan siapa yang sudah tidak ada.
provider-note-revoke =
    File ini mencabut lisensi pembelajar { $account } begitu diupload: statusnya inactive di dalamnya.
    Tempat: di tempat daftar pengguna diupload di akun itu. Upload satu kali, sebagai admin penuh di sana.
provider-note-revoke-after =
    Lalu tandai file ini sudah diupload (offboard provider uploaded). Sesudah itu unduh semua pengguna dan bawa filenya ke sini: status lisensi di dalamnya memastikan siapa yang tidak punya lisensi lagi.
provider-here = di sini
provider-file = di produk web (file)
provider-scim = platform dengan SCIM
setting-provider = Tempat akun berada
setting-provider-hint = di sana: lewat file
road-file = file
road-by-hand = manual
road-scim = panggilan (SCIM)
change-state-prepared = disiapkan
change-state-by-hand = perlu dilakukan manual
change-state-by-hand-noted = perlu dilakukan manual, dicatat
change-state-in-doubt = diragukan
change-state-handed-over = diserahkan
change-state-overdue = terlambat
change-accepted = Server menerimanya (202) tetapi belum melakukannya. Setiap pengiriman menanyakannya.
change-deactivated = dinonaktifkan di penyedia demi penghapusan ini, atau belum pasti; yang tetap di sana diaktifkan kembali di sana, dengan tangan
change-state-confirmed = dipastikan
change-state-refused = ditolak
change-state-given-up = tidak ditunggu lagi
change-state-taken-back = ditarik kembali
handover-state-to-upload = untuk diupload
handover-state-to-push = menunggu panggilan
handover-state-in-doubt = diragukan
handover-state-by-hand = perlu dilakukan manual
handover-state-uploaded = diupload, menunggu
handover-state-accepted = diterima, menunggu
handover-state-overdue = terlambat
handover-state-done = selesai
evidence-roster = daftar pengguna
evidence-results = file hasil
evidence-answer = jawaban server
evidence-word = keterangan operator
batch-state-at-provider = di penyedia
reason-batch-is-at-provider = Batch ini berada di penyedia.
outcome-at-provider = di penyedia
outcome-refused-by-provider = ditolak penyedia
outcome-given-up = tidak ditunggu lagi
outcome-back-there = ada lagi di penyedia
outcome-changed = diubah setelah peninjauan
row-at-provider = Penghapusan pembelajar ini oleh batch sebelumnya sedang berjalan di penyedia.
row-refused-by-provider = Penyedia menolak menghapus pembelajar ini. Tidak ada yang dihapus di sini.
row-refused-by-provider-why = Penyedia menolak menghapus pembelajar ini ({ $why }). Tidak ada yang dihapus di sini.
row-given-up = Penyedia tidak ditunggu lagi. Tidak ada yang dihapus di sini; apa yang terjadi di sana tidak diketahui.
row-back-there = Pembelajar ini hilang di penyedia saat batch ini ditinjau dan kini ada lagi. Tidak ada yang dihapus di sini.
row-changed = Email atau ID pembelajar ini diubah setelah peninjauan: barisnya mungkin kini berarti orang lain. Tidak ada yang dihapus. Upload lagi baris ini.
batch-told-at-provider = Tidak ada yang dihapus di sini sebelum bukti menyatakan bahwa mereka dihapus di sana. Berikutnya: h, atau Me > At the provider.
act-batch-hand-over = batch penghapusan disiapkan untuk penyedia
act-provider-uploaded = file ditandai sudah diupload
act-provider-results = file hasil diterima
act-provider-roster = daftar pengguna penyedia diterima
act-provider-tick-off = dilakukan manual di penyedia
act-provider-give-up = tidak ditunggu lagi di penyedia
act-provider-take-back = ditarik kembali sebelum sampai di penyedia
act-provider-again = disiapkan lagi untuk penyedia
act-provider-confirm = dipastikan oleh penyedia
act-provider-overdue = tidak ada bukti dari penyedia pada waktunya
act-provider-call = panggilan ke server SCIM
act-provider-refuse = ditolak oleh server SCIM
act-provider-divert = penghapusan diserahkan lewat file
act-provider-survey = server SCIM dicoba
warning-done-elsewhere = Akun ini berada di penyedia. Tindakan ini disiapkan di sini dan dilakukan di sana; sebelum ada bukti, tidak ada yang berubah di sini.
warning-closes-requests = { $count ->
    [1] Permintaan terbuka { $request } meminta hal ini. Permintaan itu ditutup sebagai selesai, dan pembelajar diberi tahu lewat email.
   *[other] { $count } permintaan terbuka meminta hal ini, yang pertama { $request }. Semuanya ditutup sebagai selesai, dan para pembelajar diberi tahu lewat email.
}
warning-handed-over = { $count } penghapusan sudah di penyedia, atau dalam file untuknya, yang pertama dalam { $file }. Legal hold tidak menariknya kembali. Bila file belum diupload, jangan upload: tarik dulu barisnya. Bila sudah, segera hubungi dukungan penyedia. Pembelajar tidak dihapus di sini selama legal hold berlaku.
warning-handed-over-unnamed = { $count } penghapusan sedang ditulis ke dalam file untuk penyedia. Legal hold tidak menariknya kembali. Tarik dulu barisnya sebelum file diupload. Pembelajar tidak dihapus di sini selama legal hold berlaku.
warning-called = Panggilan yang menghapus { $count } pembelajar ini sudah dibuat. Legal hold tidak menariknya kembali: segera hubungi pengelola server. Pembelajar tidak dihapus di sini selama legal hold berlaku.
warning-deactivated = Panggilan telah menonaktifkan { $count } pembelajar ini di penyedia demi penghapusan, atau mungkin sudah. Itu tidak dibatalkan: yang tetap di sana diaktifkan kembali di sana, dengan tangan.
refusal-answered = Server menjawab { $status }
refusal-not-there = Tidak seorang pun di server memiliki alamat atau ID ini: hilang bukan karena kita, atau tidak pernah ada di sana. Tidak ada yang dikirim
refusal-several = Di sana lebih dari satu data bisa berarti pembelajar ini
refusal-other-email = Data di sana memiliki alamat lain
refusal-other-id = Data di sana memiliki ID lain
refusal-unaskable = Di sini tidak ada yang dapat dipakai untuk menanyakan pembelajar ini kepada server
refusal-still-there = Server menyatakan sudah menghapus datanya, tetapi masih menampilkannya
reason-at-provider-disconnect = Profil pembelajar ini sedang diputuskan di penyedia.
reason-at-provider-revoke = Lisensi pembelajar ini sedang dicabut di penyedia.
reason-at-provider-delete = Penghapusan pembelajar ini sedang berjalan di penyedia.
reason-lives-here = Akun ini berada di sini: tidak ada yang di penyedia.
reason-lives-elsewhere = Akun ini berada di penyedia. Lakukan di sana; daftar pengguna berikutnya membawanya ke sini.
reason-changes-open = { $count } perubahan masih terbuka di penyedia. Tempat akun berada dapat diubah setelah semuanya berakhir.
reason-changes-not-carried = { $count } perubahan terbuka di penyedia, dan file biasa tidak membawanya: akun yang dibuat darinya tidak akan menunggu apa pun. Biarkan selesai, tarik kembali, atau hentikan penantiannya lebih dahulu; cadangan membawa semuanya.
reason-changes-in-doubt = { $count } perubahan diragukan di server yang kini terhubung, dan hanya server itu yang dapat menyatakan hasilnya. Jalankan offboard provider push lebih dahulu, atau hentikan penantiannya.
reason-change-gone = Perubahan itu tidak ada.
reason-handover-gone = Penyerahan itu tidak ada.
reason-change-is-prepared = Perubahan baru disiapkan: penyedia belum memilikinya.
reason-change-is-in-doubt = Panggilan untuk perubahan ini sudah dibuat dan jawabannya tidak diketahui.
reason-change-is-handed-over = Penyedia sudah memiliki perubahan ini.
reason-change-is-overdue = Perubahan ini terlambat di penyedia.
reason-change-is-confirmed = Perubahan ini sudah dipastikan.
reason-change-is-refused = Penyedia menolak perubahan ini.
reason-change-is-given-up = Perubahan ini tidak ditunggu lagi.
reason-change-is-taken-back = Perubahan ini sudah ditarik kembali.
reason-no-changes = Tidak ada perubahan dalam keadaan yang memungkinkan hal ini.
reason-not-by-hand-delete = Perubahan ini penghapusan lewat file: ucapan siapa pun tidak menyelesaikannya. Tandai filenya sudah diupload, lalu bawa unduhan semua pengguna yang lebih baru (offboard provider roster): siapa yang tidak ada di dalamnya dipastikan. File hasil menolaknya.
reason-not-by-hand-file = Perubahan ini lewat file ({ $act }): ucapan siapa pun tidak menyelesaikannya. Tandai filenya sudah diupload, lalu bawa unduhan semua pengguna yang lebih baru (offboard provider roster): yang ditunjukkannya tentang pembelajar itu menyelesaikannya. File hasil menolaknya.
reason-not-by-hand-scim = Perubahan ini lewat panggilan ke server ({ $act }): ucapan siapa pun tidak menyelesaikannya. Yang menyelesaikannya jawaban server (offboard provider push), atau pull yang lebih baru.
reason-again-at-request = Perubahan ini diminta oleh permintaan { $request }, yang kini ditinjau lagi: jalankan sekali lagi di sana.
reason-server-deletes-nobody = Server ini ternyata tidak menghapus siapa pun. Server hanya menonaktifkan; penghapusannya lewat file.
reason-shown-not-found = Server tidak menemukan mereka saat ditanya, tetapi daftar semua penggunanya menampilkan mereka, atau orang baru dengan nama yang sama. Periksa mereka di sana.
reason-calls-under-way = Proses lain sedang membuat panggilan ke server. Hanya satu yang boleh melakukannya.
reason-held-in-handover = { $count } pembelajar dalam file berada dalam legal hold. Tarik dulu baris mereka; file lalu ditulis baru. Jangan upload file lama.
reason-batch-over = Batch { $batch } sudah berakhir. Yang ditolak ada di file hasilnya (offboard deletions results { $batch }); upload file itu sebagai batch baru.
reason-no-results = Tidak ada baris file yang mengenai pembelajar dengan perubahan terbuka. Tidak ada yang diubah.
reason-no-message-column = Kolom pesan penyedia tidak ditemukan. Sebutkan judul kolomnya.
reason-bad-moment = Saat ini belum tiba, atau sebelum file disiapkan.
reason-roster-doubtful = Daftar pengguna ini tidak dipercaya, dan tidak ada yang disimpulkan darinya. { $doubts }
reason-roster-doubtful-phrase = Admin penuh tetap dapat memakainya dengan mengetik: { $phrase }
doubt-header-only = Isinya hanya judul kolom tanpa baris.
doubt-unreadable = { $count } baris tidak dapat dibaca dan dapat menyembunyikan siapa pun. Perbaiki di asalnya, lalu bawa daftarnya lagi.
doubt-from-the-future = Waktu pengambilannya belum tiba.
doubt-nothing-in-common = Tidak satu pun dari { $rows } barisnya mengenai { $users } pembelajar akun ini: tampaknya milik akun lain.
doubt-part = { $missing } dari { $users } pembelajar tidak ada di dalamnya dan tidak ada yang diketahui di sini yang menjelaskannya; batasnya { $percent } %. Mungkin terpotong atau disaring.
doubt-older = Diambil pada { $taken }; yang terakhir pada { $last }.
doubt-cut-short = Baris terakhirnya tidak selesai: tampaknya terpotong.
receipt-prepared-disconnect = Pemutusan { $count } profil masuk daftar untuk dilakukan di penyedia (penyerahan { $handover }).
receipt-prepared-revoke = Pencabutan { $count } lisensi disiapkan untuk penyedia (penyerahan { $handover }).
receipt-prepared-delete = Penghapusan { $count } pembelajar disiapkan untuk penyedia (penyerahan { $handover }).
receipt-request-at-provider = Permintaan { $request } dijadwalkan: selesai setelah penyedia melakukannya (penyerahan { $handover }).
receipt-uploaded = Penyerahan { $handover } sudah diupload: { $count } perubahan menunggu bukti.
receipt-results-taken = { $count } perubahan ditolak penyedia.
receipt-results-others = Perubahan yang tidak disebut dalam file belum dipastikan.
results-rows-well = { $count } baris menyatakan berhasil. Itu tidak memastikan apa pun.
results-rows-again = { $count } baris menyebut perubahan yang sudah ditolak di baris sebelumnya.
results-rows-unknown = { $count } baris tidak mengenai siapa pun dengan perubahan terbuka.
results-rows-reworded = { $count } perubahan yang dulu ditolak file ini kini berisi pesan lain.
results-taken-before = File ini sudah pernah dimasukkan pada { $when }. File ini tidak mengatakan apa pun tentang yang diserahkan sesudahnya.
results-stranger = Baris { $line }, { $said }: { $why }.
results-strangers-more = Dan { $count } lagi.
why-nobody-unreadable = alamat dan ID tidak terbaca
why-nobody-not-found = tidak ada orang di sini dengan alamat atau ID ini
why-nobody-ids-disagree = alamat dan ID tidak mengenai satu pembelajar yang sama
why-nobody-deleted = sudah dihapus di sini
why-nobody-no-change = pembelajar tanpa perubahan terbuka
why-nobody-not-handed-over = perubahannya baru disiapkan; tandai dulu filenya sudah diupload
why-nobody-file-before = file ini dimasukkan sebelum yang ini diserahkan
why-nobody-ended = yang diserahkan sudah berakhir
provider-alike = Perubahan { $change } tetap terbuka: { $learner } tidak ada, dan baris { $line } mungkin orang yang sama: { $other }.
provider-alike-before = Perubahan { $change } tetap terbuka: { $learner } tidak ada, dan seseorang yang datang dengan daftar pengguna sebelumnya mungkin orang yang sama: { $other }.
provider-alike-decide = Periksalah mereka di penyedia. Jika mereka orang lain, admin penuh menyatakannya dengan perintah offboard provider roster atau pull, dan --confirm “{ $phrase }”.
receipt-roster-taken = { $confirmed } dipastikan, { $overdue } terlambat, { $open } masih terbuka. Pembelajar: { $added } baru, { $changed } berubah, { $gone } hilang tanpa tindakan kita.
receipt-roster-before = { $count } di antara yang hilang sudah hilang sebelumnya.
receipt-roster-held = { $count } pembelajar punya alamat atau ID lain di sana. Itu tidak diambil selama perubahannya terbuka: jawaban penyedia menyebut yang sudah diserahkan.
receipt-roster-back = { $count } baris adalah orang yang sudah dihapus di sini dan kini ada lagi di sana; tidak ada yang dibuat lagi. { $rows } Hapus sekali lagi di sana, atau izinkan alamat atau ID dipakai lagi di Me > Deleted users.
roster-back-row = Baris { $line }: dihapus di sini pada { $date } dalam batch { $batch }.
receipt-provider-tick-off = Perubahan { $change } dipastikan atas keterangan Anda.
receipt-provider-give-up = { $count } perubahan tidak ditunggu lagi. Itu tidak menghentikan apa pun di penyedia.
receipt-provider-take-back = { $count } perubahan ditarik kembali sebelum diserahkan.
receipt-provider-again = { $count } perubahan disiapkan lagi (penyerahan { $handover }).
receipt-called = { $count } baris tentang panggilan dicatat.
receipt-diverted = Server tidak menghapus siapa pun: { $count } penghapusan lewat file, dan pembelajarnya dinonaktifkan.
receipt-surveyed = Kemampuan server dicatat.
request-setback-provider = Penyedia tidak melakukannya: { $outcome }.
out-pending = belum diproses
out-pending-there = belum dipastikan oleh penyedia
cli-at-provider = Batch { $batch } berada di penyedia. Tidak ada yang dihapus di sini sebelum bukti menyatakan bahwa mereka dihapus di sana. Apakah sekarang ada file yang harus diupload di sana, atau bukti yang harus dibawa: offboard provider list
cli-not-at-provider = { $count } baris yang gagal tidak diserahkan ke penyedia; alasannya ada dalam: offboard deletions results { $batch }
cli-batch-ended = Batch { $batch }: { $state }.
cli-batch-results = { $count } baris gagal. Baris dan alasannya ada dalam { $file }
cli-concluding = Yang dipastikan oleh bukti diselesaikan di sini.
cli-pushing = Panggilan ke server
cli-push-nothing = Tidak ada panggilan yang perlu dibuat.
cli-push-held = { $count } perubahan tidak dikirim. { $reason }
cli-push-goes-on = Untuk melanjutkan: offboard provider push
calls-over = { $count } perubahan: { $parts }.
calls-confirmed = { $count } dipastikan
calls-accepted = { $count } diterima tetapi belum selesai
calls-refused = { $count } ditolak
calls-in-doubt = { $count } diragukan
calls-diverted = { $count } lewat file
calls-not-sent = { $count } tidak dikirim
calls-withdrawn = { $count } ditarik kembali sementara itu
calls-left-in-doubt = Hasil panggilan untuk { $count } perubahan tidak diketahui: pengiriman berikutnya menanyakannya kepada server sebelum mengirim apa pun.
cli-push-progress = { $done } dari { $total }, { $confirmed } dipastikan, { $refused } ditolak, { $rate } per detik{ $more ->
    [0] .
   *[other] , sisa { $left }.
    }
cli-prepare-file = CSV penghapusan dan laporannya adalah dua file: sebutkan nama CSV dengan -o, bukan “-”.
cli-roster-left-out = { $count } baris tidak ikut. --check mendaftarnya, dengan alasannya.
cli-pulled-left-out = { $count } data di server tidak ikut. --check menyebutkannya, dengan alasannya.
cli-pulled-incomplete = Sebagian dari { $count } data tidak dapat diambil. --check menyebutkannya.
cli-pulled-twice = { $count } data memiliki externalId, userName, atau alamat yang sama dengan data lain. Semuanya ada di file; --check menyebutkannya.
pulled-record = { $name } (id { $id })
pulled-record-nameless = id { $id }
pulled-twice = Data { $other } memiliki externalId, userName, atau alamat yang sama. Tidak ada yang disimpulkan dari keduanya: hapus atau ubah salah satunya di server.
pulled-same = Data { $other } sudah menyebut pengguna, alamat, atau ID yang sama. Periksa di server mana yang benar, lalu ubah yang lain.
pulled-no-identifier = Data ini tidak memiliki alamat maupun ID yang dapat mengenali pembelajar di sini. Jika ini milik pembelajar, isi salah satunya di server.
pulled-bad-email = Alamat di data ini bukan alamat email. Perbaiki di server.
pulled-bad-id = ID di data ini bukan ID. Perbaiki di server.
pulled-bad-text = Nama atau jabatan di data ini terlalu panjang, atau memuat karakter tak terlihat atau sesuatu yang bukan nama. Perbaiki di server.
pulled-left-out = Tidak diambil, karena isinya di server bukan alamat, ID, nama, atau jabatan: { $attributes }. Perbaiki di server; isi di sini tetap.
reason-twice-there = Data lain di server memiliki externalId, userName, atau alamat yang sama. Tidak ada yang disimpulkan dari keduanya: hapus atau ubah salah satunya di server.
out-nameless = Data tanpa pengenal
out-incomplete = Data diambil sebagian
import-nameless = data tanpa pengenal
import-incomplete = data diambil sebagian
cli-roster-checked = Tidak ada yang diubah.
cli-no-moment = “{ $typed }” bukan waktu. Tulis 2026-11-27 14:02 atau 2026-11-27T14:02:00Z, now, atau, untuk file, file.
cli-provider = Akun yang berada di tempat lain: apa yang di sana, file keluar, bukti masuk
cli-provider-set = Menyatakan tempat akun berada; ditolak selama ada perubahan terbuka
cli-provider-set--provider = Tempat
cli-provider-show = Menampilkan tempat akun berada dan apa yang terbuka di sana
cli-provider-list = Mendaftar penyerahan, yang perlu tindakan lebih dulu
cli-provider-changes = Mendaftar perubahan, yang terbaru lebih dulu
cli-provider-changes--handover = Hanya dari penyerahan ini
cli-provider-changes--state = Hanya dalam keadaan ini
cli-provider-uploaded = Menandai file penyerahan sudah diupload
cli-provider-uploaded--at = Kapan; bawaannya sekarang
cli-provider-results = Menerima file hasil penyedia: siapa yang ada di dalamnya ditolak
cli-provider-results--message = Judul kolom pesan penyedia; diingat
cli-provider-results--rows = Daftar setiap baris yang tidak mengenai siapa pun dengan perubahan terbuka
cli-provider-results--file = File hasil
cli-provider-roster = Menerima unduhan semua pengguna: memperbarui semua orang dan memastikan siapa yang sudah tidak ada
cli-provider-roster--file = Unduhan semua pengguna
cli-provider-roster--taken = Kapan diambil di penyedia; file berarti saat file terakhir diubah
cli-provider-roster--check = Hanya sebutkan apa yang akan disimpulkan
cli-provider-roster--confirm = Frasa, bila daftar diragukan
cli-provider-roster--license = Jenis lisensi yang dimaksud kolom status saja
cli-provider-roster--make-licenses = Buat jenis lisensi yang disebut file dan belum ada
cli-provider-done = Menyatakan bahwa perubahan dilakukan manual di penyedia
cli-provider-give-up = Tidak menunggu perubahan lagi; itu tidak menghentikan apa pun di penyedia
cli-provider-take-back = Menarik kembali perubahan yang belum dimiliki penyedia
cli-provider-again = Menyiapkan lagi perubahan yang ditolak
cli-provider-gone = Mendaftar siapa yang hilang di penyedia tanpa tindakan kita, menurut daftar pengguna terakhir
cli-provider-accept = Menghapus di sini siapa yang hilang di penyedia, lewat batch yang ditinjau dan dikonfirmasi
cli-provider-accept--keys = Alamat email atau ID pembelajar dalam daftar itu; semuanya bila tidak disebut
cli-provider-accept--yes = Jangan bertanya
cli-provider-accept--confirm = Frasa yang diminta batas pengaman
cli-provider-accept--wait = Hari menunggu sebelum penghapusan pertama, 0 sampai 7
cli-provider-accept--again = Jalankan lagi file yang sudah pernah dijalankan
cli-provider-push = Membuat panggilan yang perlu dibuat; yang diragukan ditanyakan lebih dahulu
cli-provider-push--watch = Beri tahu kemajuan setiap detik; sebagai baris JSON dengan --format json
cli-provider-pull--check = Hanya katakan apa yang akan disimpulkan
cli-provider-pull--confirm = Frasa, bila daftar pengguna meragukan
cli-provider-pull--license = Jenis lisensi yang diwakili oleh status aktif di sana
cli-provider-pull--make-licenses = Buat jenis lisensi itu, bila belum ada
cli--change = Nomor perubahan
cli--handover = Nomor penyerahan
out-handover = Penyerahan
out-road = Jalan
out-changes = Perubahan
out-refused = Ditolak
out-overdue = Terlambat
out-in-doubt = Diragukan
out-push-total = Perubahan
out-push-not-sent = Tidak dikirim
out-push-withdrawn = Ditarik kembali sementara itu
out-push-diverted = Lewat file
out-push-calls = Panggilan
out-push-held = Alasan tidak dikirim
out-push-ended = Berakhir karena
out-accepted = Diterima, belum selesai
out-missed-at = Hilang pada
out-change = Perubahan
out-words = Keterangan
out-open = Terbuka
out-prepared = Untuk diserahkan
out-by-hand = Manual
out-last-roster = Daftar terakhir
out-added = Baru
out-changed = Berubah
out-refused-rows = Baris ditolak
out-gone = Hilang tanpa tindakan kita
out-setting-provider = Tempat akun berada (provider)
out-setting-revoke-road = Cara mencabut lisensi di penyedia (revoke_road)
out-setting-delete-road = Cara menghapus pengguna di penyedia (delete_road)
out-setting-provider-mails = Penyedia mengirim email pendaftaran ulang (provider_mails)
out-setting-package-rows = Baris per file untuk penyedia (package_rows)
out-setting-overdue-after = Hari sampai bukti terlambat (overdue_after)
out-setting-calls-at-once = Panggilan ke server sekaligus (calls_at_once)
# Imports
add-users-by-hand = By hand
add-users-by-csv = By CSV
button-cancel = Batal
button-save = Simpan
button-close = Tutup
button-confirm = Konfirmasi
button-remove = Keluarkan
button-disconnect = Putuskan
button-back = Kembali
button-continue = Lanjut
command-approve-batch = Setujui
command-resume-batch = Lanjutkan
command-cancel-batch = Batalkan
command-verify = Periksa log
command-import = Impor
command-leavers = Usulkan yang keluar
columns-to-license = Lisensi { $name }
columns-to-attribute = Atribut { $name }
columns-to-nowhere = diabaikan
column-roster-first-name = Nama depan
column-roster-last-name = Nama belakang
column-roster-full-name = Nama lengkap
column-roster-email = Email utama
column-roster-invited-email = Email undangan
column-roster-existing-email = Email yang tercatat
column-roster-unique-id = ID pengguna unik
column-roster-new-unique-id = ID pengguna unik baru
column-roster-work-title = Jabatan
column-roster-groups = Grup
column-roster-language = Bahasa
column-roster-connected-profile = Profil LinkedIn
column-roster-license-status = Status lisensi
column-roster-invited-on = Tanggal undangan
column-roster-activated-on = Tanggal aktivasi
column-roster-last-access = Terakhir aktif
column-learning-full-name = Nama
column-learning-email = Email
column-learning-unique-id = ID pengguna unik
column-learning-days-logged-in = Hari login
column-learning-hours-viewed = Jam ditonton
column-learning-course-views = Kursus dilihat
column-learning-course-completions = Kursus diselesaikan
column-learning-content-title = Judul konten
column-learning-content-id = Nomor konten
column-learning-content-type = Jenis konten
column-learning-percent = Persen selesai
column-learning-completed-on = Tanggal selesai
column-learning-first-viewed = Pertama dilihat
column-learning-last-viewed = Terakhir dilihat
column-learning-time-viewed = Waktu ditonton
columns-in-the-file = Dalam file
columns-samples = Contoh
columns-goes-to = Menjadi
columns-choose = pilih
columns-open = belum dipilih
columns-found = dikenali
columns-remembered = diingat
columns-chosen = dipilih
columns-license-new = belum ada
columns-taken = kini: { $header }
columns-to-choose = { $count } kolom belum dikenali. Tekan Enter untuk memilih tujuannya, atau i untuk mengabaikannya.
columns-all-said = Setiap kolom sudah punya tujuan. Enter mengubah tujuannya.
columns-all-remembered = Kolom mengikuti pilihan saat file dengan baris header ini terakhir diimpor. Enter mengubah tujuannya.
columns-order = Tanggal dalam file
columns-order-open = pilih: apakah 03/04 bulan April atau Maret?
columns-day-first = hari di depan
columns-month-first = bulan di depan
columns-times = Waktu dalam file
columns-times-open = pilih: 1:30 dalam jam atau menit?
columns-hours-minutes = jam dan menit
columns-minutes-seconds = menit dan detik
columns-license = Jenis lisensi untuk status
columns-license-open = pilih
columns-nobody = Tidak ada kolom email atau ID pengguna unik, jadi tidak jelas siapa yang dimaksud.
columns-missing = Jenis lisensi { $names } belum ada. m membuatnya bersama impor.
columns-makes = Jenis lisensi { $names } dibuat bersama impor. m membatalkannya.
import-added = baru
import-changed = diubah
import-unchanged = tetap
import-held = alamat atau ID lain di sana
import-held-note = tetap seperti di sini selama ada perubahan terbuka di penyedia
import-refused = ditolak
import-gone = ada di akun, tidak ada di file
import-gone-note = hanya untuk dilihat
import-gone-row = Pembelajar ini ada di akun, tetapi tidak ada baris yang menyebutnya. Impor membiarkannya apa adanya.
import-taken-over = alamat atau ID beralih ke orang lain
import-taken-over-note = namanya cocok?
import-comes-from = { $what } berasal dari { $who }
import-goes-to = { $what } beralih ke { $who }
import-moves = { $what } beralih dari { $from } ke { $to }
import-other-gone = seseorang yang sudah dihapus
import-told = perubahan nama, identitas, dan grup
import-empty-cells = { $field }: sel kosong
import-nothing = (kosong)
import-change-kept = { $field }: { $old } tetap, selnya kosong
import-change-held = tetap selama ada perubahan terbuka di penyedia; di file tertulis { $new }
import-license-moved = { $given } diberikan · { $taken } dicabut
import-make = buat jenis lisensi { $names }
import-make-note = dengan kursi sebanyak yang diberikan file
import-empty = { $field }: { $count } sel kosong
import-emptied-note = ▲ isinya dikosongkan
import-kept-note = isinya tetap
import-in-part = impor yang lain: { $count } baris tidak ikut
import-letters-note = ↵ satu surat utuh
letters-of-kind = { $count } surat: { $kind }
cli-import-preview = --preview menampilkan satu surat utuh dari tiap jenis.
import-no-mail = jangan kirim email tentang lisensi atau koneksi profil yang hilang
import-passed-over = dilewati
import-matched = baris tentang pembelajar akun ini
import-learners = pembelajar
import-courses = kursus baru
import-minutes = menit
import-completions = penyelesaian
import-less = lebih sedikit dari sebelumnya
import-new-groups = { $count } grup baru: { $names }
import-sum = { $rows } baris = { $added } baru + { $changed } diubah + { $unchanged } tetap + { $refused } ditolak
import-goes-on = Impor berlanjut. Anda dapat membuka tempat lain dan kembali; Batal membatalkan semuanya.
import-stale = Akun berubah sementara itu. Inilah yang akan dilakukan impor sekarang.
import-stopped = Dihentikan. Tidak ada yang diimpor.
import-is-ready = Peninjauan impor sudah siap.
import-nothing-changed = Belum ada yang diubah.
import-running-now = Sedang diimpor. Batal membatalkan semuanya.
import-done = Sudah diimpor.
import-file-users = Pilih CSV pengguna yang akan ditambahkan atau diubah
import-file-users-about = Roster dari sistem HR mana pun dapat dipakai: arti kolomnya dikenali atau ditanyakan setelah ini. Pengguna yang tidak ada di file tetap apa adanya.
import-file-learning = Pilih CSV laporan pembelajaran
import-file-learning-about = Learner Summary dan Learner Detail dikenali dari header-nya. Periode yang sama jika diimpor lagi menggantikan isinya yang lama.
import-opening = Membuka file…
import-period = Periode
import-period-about = Laporan ini tentang periode mana? Tulis hari pertama dan terakhirnya, seperti 2026-10-01..2026-10-31, atau sebuah bulan, seperti 2026-10.
import-period-bad = Ini bukan periode. Tulis 2026-10-01..2026-10-31, atau 2026-10.
import-period-offered = Hari yang disebut baris-barisnya: { $days }
import-none = Belum ada file yang dibaca. Kembali dan pilih file.
import-reading = Membaca { $file }…
import-comparing = Membandingkan baris-barisnya dengan akun…
import-terminated = File ini tidak dapat diimpor. Tidak ada isinya yang diterapkan.
import-report-head = { $kind ->
    [summary] Learner Summary
   *[other] Learner Detail
} untuk { $period }: { $rows } baris
import-running = Mengimpor { $file }
import-running-about = Semuanya diimpor, atau tidak sama sekali. Anda dapat membuka tempat lain dan kembali.
import-receipt-log = Yang diimpor tercatat di log aktivitas dan di riwayat setiap pembelajar.
import-receipt-leavers = Yang ada di akun tetapi tidak ada di file mungkin sudah keluar. Usulkan yang keluar membuat draf file penghapusan, yang menempuh jalan biasa.
import-rows-changes = Perubahan
import-rows-export = simpan daftar
import-confirm-title = Tambah pengguna dari CSV
import-confirm-changes = { $added } pengguna ditambahkan ke { $account }, { $changed } diubah
import-confirm-licenses = { $count } lisensi; kursinya kembali.
import-confirm-stays = pengguna yang tidak ada di file, dan riwayat belajar semua orang
import-confirm-left-out = { $count } baris tidak ikut.
import-confirm-make = Jenis lisensi { $name } dibuat, dengan { $count } kursi.
import-confirm-report = Impor laporan pembelajaran
import-confirm-replaces = Isi impor terdahulu untuk periode ini. { $count } pembelajar di dalamnya tidak ada di file ini.
import-confirm-report-changes = data belajar { $learners } pembelajar; totalnya: { $minutes_way ->
    [fewer] berkurang { $minutes } menit
   *[more] bertambah { $minutes } menit
}, { $completions_way ->
    [fewer] berkurang { $completions } penyelesaian
   *[more] bertambah { $completions } penyelesaian
}
import-confirm-report-stays = periode lain, dan bagian pembelajar yang dihapus dalam jumlah total
command-import-users-help = Menambah dan mengubah pengguna dari CSV: file, kolom, peninjauan, konfirmasi.
command-import-users-words = impor roster hr csv pengguna
command-import-learning-help = Mengimpor laporan pembelajaran: file, kolom, periode, peninjauan, konfirmasi.
command-import-learning-words = impor laporan pembelajaran csv
command-choose-column = pilih tujuan kolom
command-choose-column-help = Dalam impor, memilih tujuan sebuah kolom file.
command-ignore-column = abaikan
command-ignore-column-help = Mengabaikan sebuah kolom file.
command-keep-column = simpan sebagai atribut
command-keep-column-help = Menyimpan sebuah kolom file sebagai atribut dengan namanya sendiri.
command-choose-order = pilih urutan tanggal dan waktu
command-choose-order-help = Dalam impor, menyebutkan apakah hari atau bulan yang di depan, dan apakah 1:30 berarti satu setengah jam.
command-forget-columns = lupakan
command-forget-columns-help = Melupakan tujuan kolom untuk file dengan baris header ini.
command-make-licenses = buat jenis lisensi
command-make-licenses-help = Membuat jenis lisensi yang disebut file tetapi belum ada, bersama impor.
command-import-rows = semua baris
command-import-rows-help = Menampilkan setiap baris file beserta perubahannya.
command-propose-leavers-help = Membuat draf file penghapusan dari yang ada di akun tetapi tidak ada di file.
hint-agree = setujui

# Rows that name nobody, and cases.
reason-row-corrected = Baris { $line } sudah diperbaiki oleh { $name } dalam batch { $batch }.
reason-nothing-to-choose = Tidak ada pembelajar yang dapat dipilih untuk baris { $line }: tidak ada baris di sana yang gagal karena siapa yang dirujuknya. Kesalahan lain pada baris diperbaiki di selnya.
reason-no-failed-row = Tidak ada yang perlu diperbaiki di baris { $line }: tidak ada baris gagal yang dimulai di sana.
reason-correct-in-file = Baris { $line } tidak memiliki sel sesuai header. Perbaiki di file, lalu impor file itu lagi.
reason-no-column-for-learner = Tidak ada kolom di file yang dapat menyebut pembelajar yang dipilih untuk baris { $line }: file tidak memiliki kolom untuk alamat email ataupun ID-nya.
reason-file-changed = File tidak lagi sama seperti saat dibaca. Baca file itu lagi.
reason-no-such-import = { $is ->
    [nothing] Log aktivitas tidak memiliki entri { $entry }.
    [whole] Entri { $entry } di log aktivitas adalah impor tanpa baris gagal: tidak ada yang perlu diperbaiki.
    [refused] Entri { $entry } di log aktivitas adalah impor yang ditolak seluruhnya: tidak ada isinya yang diimpor. Perbaiki filenya dan impor sekali lagi.
    [users] Entri { $entry } di log aktivitas adalah impor pengguna. Barisnya diperbaiki dengan: offboard users correct { $entry } FILE
    [learning] Entri { $entry } di log aktivitas adalah impor laporan pembelajaran. Barisnya diperbaiki dengan: offboard learning correct { $entry } FILE
    [batch] Entri { $entry } di log aktivitas bukan impor: entri itu bagian dari batch penghapusan { $batch }. Barisnya diperbaiki dengan: offboard deletions correct { $batch }
   *[other] Entri { $entry } di log aktivitas bukan impor, melainkan: { $act }. Cari nomornya dengan: offboard audit list
}
reason-no-leaver-column = Kolomnya tidak menyebutkan siapa yang dimaksud daftar ini. Setidaknya satu dari alamat email, ID pengguna unik, atau nama harus ada, dan setiap kolom harus memiliki tujuan.
act-leavers-prepare = CSV penghapusan dibuat dari daftar karyawan keluar
act-leaver-choose = dipilih untuk satu baris daftar karyawan keluar
act-row-correct = dipilih untuk baris yang diperbaiki
log-detail-as-is = diambil apa adanya
log-detail-by-choice = diambil atas pilihan
log-detail-left-out = tidak disertakan
log-detail-corrects = memperbaiki batch
log-detail-corrects-entry = memperbaiki entri
cli-deletions-prepare = Buat CSV penghapusan dari daftar karyawan keluar apa pun, dengan laporan setiap baris
cli-deletions-prepare--file = Daftarnya
cli-deletions-prepare--take = Pilih pembelajar untuk satu baris, dengan alamat email atau ID pengguna unik: 7=E-1042
cli-deletions-correct = Perbaiki baris batch yang penggunanya tidak ditemukan dengan batch tersendiri; tanpa --take, tampilkan daftarnya
cli-deletions-correct--take = Pilih pembelajar untuk satu baris, dengan alamat email atau ID pengguna unik: 7=E-1042
cli-deletions-correct--yes = Jangan bertanya
cli-deletions-correct--confirm = Frasa yang diminta batas pengaman
cli-deletions-correct--wait = Hari menunggu sebelum penghapusan pertama, 0 sampai 7
cli-deletions-correct--again = Jalankan lagi meskipun baris yang sama pernah dijalankan
cli-bad-take = { $said } tidak menyebutkan siapa yang dimaksud sebuah baris. Tulis --take LINE=KEY, misalnya --take 7=E-1042. Tidak ada yang diubah.
cli-misfit = Baris { $line }: { $text }   { $why }
cli-prepared = Diambil apa adanya: { $as_is }. Diambil atas pilihan: { $by_choice }. Tidak disertakan: { $left }.
cli-prepare-nothing-written = Tidak ada yang ditulis. Pilih pembelajar dengan --take LINE=KEY, dan sebutkan file yang akan ditulis dengan -o FILE.
cli-nothing-to-correct = Tidak ada baris batch ini yang dapat diperbaiki dengan memilih pembelajar.
misfit-corrected = diperbaiki oleh { $name } dalam batch { $batch }
misfit-more = dan { $count } pembelajar mirip lainnya
near-alike = mirip pada: { $names }
near-is-meant = baris lain di file ini sudah merujuk pembelajar ini dan akan gagal jika ini dipilih
case-heading = Kasus
case-whole = Seluruh kasus
case-batch = { $batch } (memperbaiki { $corrects })
case-totals = { $rows } baris = { $deleted } dihapus + { $neither } tanpa tindakan + { $pending } menunggu + { $failed } gagal
cli-advice-prepare = Ganti nama kolomnya, atau buat CSV penghapusan dari daftar ini: offboard deletions prepare { $file }

# Perbaikan di konsol, dan dosir.
misfits-title = Perbaiki baris batch { $batch } · baris: { $rows } · dipilih: { $chosen }
misfits-means = Maksudnya
misfits-nobody-near = Tidak ada pembelajar yang mirip dengan baris ini. Ketik siapa yang dimaksud (t), atau biarkan.
misfits-hint-take = pilih
misfits-hint-type = ketik
misfits-hint-leave = biarkan
misfits-hint-review = tinjau
misfits-type-title = Siapa yang dimaksud baris { $line }?
misfits-type-about = Alamat email, atau ID pengguna unik persis seperti tercatat. Peninjauan menyebut pembelajarnya sebelum ada yang dihapus.
misfits-type-field = Pembelajar
misfits-type-button = Pilih
case-told = Kasus: { $chain }. { $totals }.
command-correct-rows = Perbaiki baris
command-correct-rows-help = Pilih siapa yang dimaksud baris yang tidak menemukan siapa pun; pilihannya menjadi batch yang memperbaiki batch ini
command-dossier = Dosir
command-dossier-help = Menulis buktinya ke satu arsip, tanpa satu kata pun tentang pembelajarnya
log-value-dossier = dosir
log-value-leavers-prepare = CSV penghapusan dari daftar
cli-dossier = Menulis bukti permintaan atau penghapusan ke satu arsip yang dapat diperiksa tanpa Offboard
cli-dossier--request = Permintaannya
cli-dossier--batch = Batchnya
cli-dossier--learner = Pembelajar, masih ada atau sudah dihapus: alamat email, atau ID pengguna unik persis seperti tercatat
dossier-read-me = Dosir Offboard

    Isinya membuktikan apa yang dilakukan untuk sebuah permintaan atau dalam sebuah batch penghapusan, dan oleh siapa:
    permintaan beserta pemeriksaan identitas dan persetujuannya, batch beserta barisnya, email di Outbox, catatan log
    aktivitas, dan sertifikat penghapusan. Di dalamnya tidak ada nama, alamat, atau ID pembelajar, dan tidak ada
    tulisan siapa pun tentang mereka: pembelajar disebut dengan nomor, baris dengan nomor barisnya.

    Surat kepada pembelajar ikut terhapus bersama pembelajar. Untuk yang sudah dihapus, mail.csv kosong, permintaan memuat
    mail_erased, dan log.csv tetap menyebut bahwa surat masuk antrean (mail=queued).

    Untuk memeriksa bahwa tidak ada yang berubah sejak ditulis, buka arsipnya lalu jalankan di foldernya:

    {"    "}sha256sum -c { $manifest }

    Sertifikatnya ditandatangani. Siapa pun yang memiliki kunci publik akun dapat memeriksanya; signing-key.pem adalah
    salinannya, untuk dibandingkan dengan kunci yang diberikan akun kepada Anda. Dengan OpenSSL 3, atau dengan Offboard
    tanpa akun:

    {"    "}{ $check }
    {"    "}offboard verify certificate.json --key signing-key.pem

    certificate.html memuat hal yang sama untuk dibaca orang, dengan tanda tangannya sendiri.

    Pemilik akun dapat memverifikasi sertifikat dan lognya:

    {"    "}offboard deletions certificate --verify certificate.json
    {"    "}offboard audit verify

    dossier.json menyebut hash terakhir log ketika dosir ini ditulis. Waktunya dalam UTC.
# A SCIM server.
cli-provider-connect = Mencoba server SCIM dan menyimpan koneksinya
cli-provider-connect--url = Alamat server; https, kecuali di komputer ini
cli-provider-connect--token-file = File berisi token yang tidak boleh dibaca orang lain; atau isi OFFBOARD_SCIM_TOKEN
cli-provider-connect--ca-file = File sertifikat otoritas yang dipercaya sebagai pengganti milik sistem
cli-provider-connect--id-attribute = Atribut pengguna di sana yang berisi ID pengguna unik
cli-provider-test = Menampilkan apa yang benar-benar dilakukan server; tidak ada yang ditulis di sana
cli-provider-pull = Membaca semua pengguna di server dan menerimanya sebagai daftar pengguna; dengan --output hanya menulisnya
cli-usage-scim-token = Sebutkan file berisi token (--token-file), atau isi OFFBOARD_SCIM_TOKEN.
cli-usage-scim-connect = Belum ada koneksi ke server SCIM: offboard provider connect --url URL --token-file FILE
cli-scim-connected = Server menjawab. Koneksi disimpan.
cli-scim-nobody = Belum ada pengguna di sana, sehingga filter tidak dapat dicoba.
cli-scim-no-filter = Tidak ada filter server ini yang dapat diandalkan: setiap pengiriman lebih dulu membaca semua pengguna, lalu mencari pembelajar di antaranya.
cli-scim-pulling = Membaca pengguna
out-scim-url = Server
out-scim-id-attribute = ID pengguna unik di
out-scim-sample = Pengguna yang dilihat
out-scim-with-external-id = Dengan externalId
out-scim-with-user-name = Dengan userName
out-scim-with-email = Dengan alamat
out-scim-with-active = Menyebut aktif atau tidak
out-scim-with-groups = Dengan grup, yang tidak dibaca
out-scim-filter-external-id = Filter externalId
out-scim-filter-user-name = Filter userName
out-scim-filter-email = Filter emails.value
out-scim-patch = Mengubah sebagian, menurut server
out-scim-delete = Menghapus, menurut server
out-scim-versions = Versi, menurut server
out-scim-stated = Pengguna menurut server
out-scim-pages = Halaman
out-scim-completeness = Semua orang
scim-setup-address = Alamat server harus seperti https://scim.example.com/v2.
scim-setup-credentials = Nama dan kata sandi tidak boleh ada di alamat server.
scim-setup-plain = Tanpa https hanya server di komputer ini yang dihubungi.
scim-setup-token = Token harus satu baris huruf, angka, dan tanda tanpa spasi.
scim-setup-certificates = File sertifikat tidak dapat dipakai: { $words }
scim-fault-stopped = Dihentikan.
scim-fault-sign-in = Server tidak menerima token: { $words }
scim-fault-redirected = Server menunjuk ke tempat lain, yang tidak diikuti: { $words }
scim-fault-unreachable = Server tidak dapat dihubungi: { $words }
scim-fault-no-connection = Koneksi ke server tidak terbentuk dalam { $seconds } detik. Tidak ada yang dikirim.
scim-fault-silent = Server tidak menjawab { $call } dalam { $seconds } detik, sehingga tidak ditunggu lagi.
scim-fault-broken = Koneksi ke server terputus: { $words }
scim-fault-too-long = Jawaban server lebih panjang dari 10 MB.
scim-fault-busy = Server terus meminta menunggu: { $words }
scim-fault-answered = Server menjawab: { $words }
scim-fault-not-scim = Jawaban server bukan SCIM: { $words }
scim-fault-no-filter = Tidak ada filter server yang dapat diandalkan, dan pembacaan semua penggunanya tidak menampilkan siapa pun atau tidak lengkap. Karena itu tidak ada yang dapat dicari di sana, dan tidak ada yang dikirim. Kirim perubahan lewat file atau secara manual.
scim-fault-incomplete = Tidak semua orang ditemukan di sana seperti yang tercatat di sini, dan tidak pasti daftar semua pengguna server itu lengkap ({ $listed }). Tidak ada yang disimpulkan tentang mereka yang tidak ditemukan. Kirim lagi.
scim-fault-doubtful = Tidak semua orang ditemukan di sana seperti yang tercatat di sini, dan daftar semua pengguna server itu tidak dipercaya. { $doubts } Maka tidak ada yang disimpulkan tentang mereka yang tidak ditemukan, dan yang belum dikirim tetap disiapkan. Berikan token yang benar (offboard provider connect), atau bawa daftar pengguna.
scim-fault-unrecorded = Panggilan tidak dapat dicatat, sehingga tidak dilakukan.
scim-filter-works = menemukan orang yang dicari
scim-filter-ignored = diabaikan: orang lain yang muncul
scim-filter-blind = tidak menemukan orang yang ada
scim-filter-refused = ditolak: { $words }
scim-filter-untried = tidak dicoba: tidak ada pengguna dengan atribut ini
scim-listed-whole = ya
scim-listed-unstated = tidak diketahui: { $users } pengguna muncul, dan server tidak menyebut jumlahnya
scim-listed-miscounted = tidak: { $users } pengguna muncul, dan menurut server { $stated }
scim-listed-moved = tidak diketahui: ada pengguna yang bertambah atau berkurang; { $users } muncul
scim-listed-nameless = tidak: sebagian pengguna tidak memiliki id; { $users } memilikinya
act-provider-connect = terhubung ke server SCIM
scim-setup-token-open = Orang lain dapat membaca file token { $path }. Izinkan pemiliknya saja: chmod 600.
scim-setup-token-line = File token { $path } harus berisi token saja, dalam satu baris.
cli-taken-twice = Dua pembelajar dipilih untuk baris { $line }. Satu baris berarti satu pembelajar.
cli-bad-set = { $said }: sebutkan selnya, misalnya --set '7:E-mail=nama@example.com', dengan nomor baris dan header file ini.
cli-import-correct = Baris yang gagal dapat diperbaiki: offboard users correct { $entry } FILE menampilkannya beserta pembelajar yang mirip.
cli-import-as-it-was = File dibaca apa adanya, tanpa baris yang menurut log sudah diperbaiki.
cli-import-columns-kept = Tujuan kolom-kolomnya diingat: tidak perlu disebutkan lagi untuk header ini.
cli-import-only-these = Hanya baris yang diperbaiki yang diimpor. Baris lain yang gagal sebelumnya tetap seperti semula.
cli-learning-correctable = Baris yang tidak dihitung untuk siapa pun dapat diperbaiki: offboard learning correct { $entry } FILE menampilkannya beserta pembelajar yang mirip.
cli-nothing-failed = Tidak ada baris yang gagal di file ini.
cli-users-correct = Memperbaiki baris yang gagal dalam impor, dengan impor tersendiri; tanpa --take dan --set, hanya menampilkannya
command-correct-import = Perbaiki baris
command-correct-import-help = Menampilkan baris yang gagal dalam impor, masing-masing beserta pembelajar yang mirip. Yang dipilih dan diketik dibaca lagi sebagai impor yang memperbaiki impor ini.
misfits-title-file = Perbaiki baris · baris: { $rows } · diperbaiki: { $chosen }
misfits-hint-edit = sel
misfits-cell-beyond = tanpa header, tidak disertakan
reason-cell-without-header = Sel di baris { $line } ini tidak memiliki header. Sel itu tidak disertakan saat baris diperbaiki.
misfits-cell-title = Baris { $line }: sel yang mana?
misfits-cell-about = Isi ini hanya berlaku untuk baris ini. Filenya tidak berubah.
misfits-whom-about = Alamat email, atau ID pengguna unik persis seperti adanya. Peninjauan menunjukkan apa yang akan dilakukan baris ini.
misfits-cell-button = Tetapkan
misfits-no-cells = Baris ini tidak memiliki sel sesuai header. Perbaiki di file.
misfits-edit-it = Perbaiki selnya (e), atau biarkan baris ini.
import-corrected = baris yang diperbaiki
log-detail-corrected = baris yang diperbaiki
log-detail-taken = pembelajar yang dipilih
reason-no-failed-import = Tidak ada baris yang gagal dalam impor ini.
rows-line-of = Baris { $line }
cli-users-correct--file = CSV daftar pengguna
cli-users-correct--check = Hanya periksa; tidak ada yang diubah
cli-users-correct--in-part = Impor yang dapat diimpor meskipun sebagian baris gagal
cli-users-correct--empty = Sel kosong kolom ini mengosongkan isinya; tanpa ini sel kosong tidak mengubah apa pun
cli-users-correct--make-licenses = Buat jenis lisensi yang disebut file dan belum ada
cli-users-correct--no-mail = Jangan kirim email kepada yang kehilangan lisensi atau koneksi profil
cli-users-correct--leavers = Tulis pengguna yang tidak ada di file sebagai rancangan CSV penghapusan
cli-users-correct--license = Jenis lisensi yang dimaksud kolom status lisensi; jika hanya ada satu, jenis itu
cli-users-import--take = Memilih pembelajar untuk baris yang gagal, dengan alamat email atau ID pengguna unik: 7=E-1042
cli-users-import--set = Memperbaiki satu sel dari baris yang gagal, dengan headernya: '7:E-mail=nama@example.com'
cli-users-correct--take = Memilih pembelajar untuk baris yang gagal, dengan alamat email atau ID pengguna unik: 7=E-1042
cli-users-correct--set = Memperbaiki satu sel dari baris yang gagal, dengan headernya: '7:E-mail=nama@example.com'
cli-users-correct--entry = Impor yang memiliki baris gagal, dengan nomornya di log aktivitas
cli-learning-correct--file = Laporan seperti yang diunduh
cli-learning-correct--check = Hanya memeriksa; tidak ada yang diubah
cli-learning-correct--period = Periode laporan: 2026-10-01..2026-10-31, atau satu bulan seperti 2026-10
cli-learning-import--take = Memilih pembelajar untuk baris yang gagal, dengan alamat email atau ID pengguna unik: 7=E-1042
cli-learning-import--set = Memperbaiki satu sel dari baris yang gagal, dengan headernya: '7:E-mail=nama@example.com'
cli-learning-correct--take = Memilih pembelajar untuk baris yang gagal, dengan alamat email atau ID pengguna unik: 7=E-1042
cli-learning-correct--set = Memperbaiki satu sel dari baris yang gagal, dengan headernya: '7:E-mail=nama@example.com'
cli-learning-correct--entry = Impor yang memiliki baris gagal, dengan nomornya di log aktivitas
cli-learning-correct = Memperbaiki baris laporan pembelajaran yang tidak dihitung untuk siapa pun: laporan dibaca lagi dengan yang disebutkan; tanpa --take dan --set, hanya menampilkannya
command-prepare-list = Buat CSV penghapusan dari daftar
command-prepare-list-help = Membuat CSV penghapusan dari daftar HR: kolomnya disebutkan, baris yang tidak menyebut siapa pun dapat diberi pembelajar, lalu CSV itu menempuh jalur biasa.
review-prepare = Jika ini daftar karyawan keluar dengan header lain, CSV penghapusan dapat dibuat darinya.
prepare-file = Pilih daftar karyawan keluar
prepare-file-about = CSV berisi nama, alamat, atau ID dengan header apa pun. File itu tidak berubah. Tidak ada yang dihapus di sini: CSV penghapusan yang dibuat darinya melewati peninjauan.
prepare-as-is = menyebut pembelajar apa adanya
prepare-name-differs = di antaranya, baris dengan nama lain
prepare-name-differs-row = Baris { $line }: { $said }, tetapi pembelajarnya { $name }
prepare-name-differs-more = { $count } lainnya ada di laporan
row-name-differs = Nama di baris ini { $said }, tetapi pembelajar yang ditemukan adalah { $learner }. Pastikan memang dialah yang keluar.
prepare-misfits = tidak menyebut siapa pun
prepare-chosen = pembelajar yang dipilih untuknya
misfits-chosen = dipilih
cli-deletions-prepare--forget-columns = Lupakan pilihan kolom sebelumnya untuk daftar dengan baris header ini
case-member = Batch { $batch }, memperbaiki batch { $corrects }
case-member-stands = { $title } · { $state } · baris: { $rows } · ↵ buka
deleted-dossier = Dosir

reason-key-nothing = Tidak ada kunci di dalamnya.
reason-key-several = Ada beberapa kunci di dalamnya. Tambahkan satu per satu.
reason-key-private = Ini kunci privat. Simpan sendiri dan berikan file yang berakhiran .pub.
reason-key-old = Kunci RSA dan DSA tidak diterima. Buat yang baru dengan ssh-keygen -t ed25519.
reason-key-certificate = Ini sertifikat. Tambahkan kunci penanda tangannya dengan offboard operators ca add.
reason-key-unknown = Ini bukan kunci SSH yang diterima: kunci ssh-ed25519, ecdsa-sha2, dan sk- diterima, tanpa opsi di depannya.
reason-key-damaged = Kuncinya tidak utuh.
reason-key-taken = Kunci ini sudah ada.
reason-key-gone = Kunci itu tidak ada.
reason-key-revoked = Kunci ini sudah dicabut.
reason-authority-needs-second = Siapa pun yang menyertifikasi kunci dapat masuk sebagai siapa saja. Selama admin penuh kedua diminta, tidak seorang pun menambahkan CA.
receipt-key-added = { $name } dapat masuk lewat SSH dengan { $key }.
receipt-key-removed = { $name } tidak dapat lagi masuk lewat SSH dengan { $key }.
receipt-authority-added = Sertifikat dari { $key } dipercaya.
receipt-authority-removed = Sertifikat dari { $key } tidak lagi dipercaya.
receipt-key-revoked = { $key } tidak diterima lagi, siapa pun yang menyertifikasinya.
act-key-add = kunci SSH ditambahkan
act-key-remove = kunci SSH dihapus
act-key-revoke = kunci SSH dicabut
act-authority-add = CA ditambahkan
act-authority-remove = CA dihapus
log-detail-key = kunci
cli-operators-key = Kunci operator untuk masuk lewat SSH
cli-operators-key-add = Menambahkan kunci operator; kunci sendiri, atau kunci siapa saja sebagai admin penuh
cli-operators-key-add--file = File .pub; - membacanya dari stdin
cli-operators-key-list = Daftar kunci: semuanya bagi admin penuh, selain itu milik sendiri
cli-operators-key-list--name = Hanya milik operator ini
cli-operators-key-list--revoked = Menampilkan kunci yang dicabut
cli-operators-key-remove = Menghapus kunci operator
cli-operators-key-revoke = Tidak menerima kunci lagi, siapa pun yang menyertifikasinya
cli-operators-ca = Otoritas sertifikat yang dipercaya lewat SSH
cli-operators-ca-add = Memercayai sertifikat dari sebuah kunci; principal-nya nama operator
cli-operators-ca-add--file = File .pub milik CA; - membacanya dari stdin
cli-operators-ca-list = Daftar CA yang dipercaya
cli-operators-ca-remove = Tidak lagi memercayai sertifikat dari sebuah kunci
cli--fingerprint = Sidik jari kunci, seperti yang ditampilkan key list
out-fingerprint = Sidik jari
out-comment = Komentar
out-added-at = Ditambahkan
out-used-at = Terakhir dipakai
out-revoked-at = Dicabut

reason-outside-folder = Lewat SSH hanya file di folder Anda sendiri yang dapat disebut: inbox dan exports.
reason-only-at-server = Ini dilakukan di server itu sendiri, bukan lewat SSH.
act-ssh-begin = masuk lewat SSH
act-ssh-end = keluar dari SSH
act-ssh-refused = ditolak lewat SSH
log-detail-address = dari
log-detail-authority = CA
serve-listening = Menunggu di { $address }. Kunci host: { $key }.
serve-ending = Server berakhir. Sesi-sesi diberi tahu.
serve-came = Sesi { $number } dimulai: { $name } dari { $address } dengan { $key }.
serve-went = Sesi { $number } berakhir: { $name }.
serve-stranger = Ditolak: { $why } { $key } dari { $address }.{ $others ->
    [0] {""}
   *[other] {" "}{ $others } lagi belakangan ini.
 }
serve-why-unknown = tidak ada yang memiliki kunci
serve-why-revoked = kunci ini sudah dicabut:
serve-why-disabled = operatornya dinonaktifkan, dengan kunci
serve-why-untrusted = sertifikatnya tidak berlaku di sini, untuk kunci
serve-why-no-one = sertifikatnya tidak menyebut satu operator, untuk kunci
serve-crowd = Koneksi tanpa kunci: terlalu banyak sekaligus, { $count } ditolak.
serve-trouble = Masalah: { $technical }
serve-tidied = File lama milik operator yang dihapus: { $count }.
serve-batch-ended = Batch { $batch } berakhir.
serve-farewell-ends = Server berakhir. Sambungkan lagi sebentar lagi.
serve-farewell-disabled = Anda tidak dapat lagi masuk di sini.
serve-farewell-key = Kunci Anda tidak lagi diterima di sini.
serve-full = Terlalu banyak sesi yang terbuka. Coba lagi nanti.
serve-unclear = Baris ini tidak jelas: tanda kutipnya tidak ditutup, atau ini bukan teks.
serve-needs-terminal = Konsol memerlukan terminal: ssh -t.
serve-broken = Ada yang salah dalam sesi ini. Sesi yang lain berjalan terus.
cli-serve = Melayani akun bagi para operator lewat SSH, masing-masing dengan kuncinya sendiri; juga mengerjakan yang dikerjakan run
cli-serve--listen = Alamat dan port; bawaannya 127.0.0.1:2222
cli-serve--host-key = File kunci host; dibuat pada awal pertama
cli-advice-own-folder = Bawa filenya dengan sftp, atau pakai - untuk stdin dan stdout.
cli-advice-at-server = Mintalah kepada pengelola server.

reason-session-gone = Sesi ini sudah berakhir.
reason-served-already = Proses lain sudah melayani akun ini. Satu server melayani satu akun.
receipt-session-ended = Sesi { $number } milik { $name } diakhiri.
act-ssh-session-end = sesi lewat SSH diakhiri
out-since = Sejak
out-address = Dari
sessions-console = konsol
sessions-verb = perintah
sessions-files = file
sessions-ending = sedang diakhiri
sessions-count = { $count } sesi
sessions-none = Tidak ada yang masuk lewat SSH.
sessions-not-served = Akun ini sekarang tidak dilayani lewat SSH. Siapa pun yang bekerja di mesin itu sendiri tidak tercantum di sini.
sessions-explained = Sesi lewat SSH, sejauh diketahui server. Siapa pun yang bekerja di mesin itu sendiri tidak tercantum di sini.
sessions-explained-own = Sesi lewat SSH, sejauh diketahui server. Asal dan kunci operator lain hanya ditampilkan kepada admin penuh dan auditor.
keys-count = { $count } kunci
keys-none = { $name } tidak memiliki kunci. Tanpa kunci tidak ada yang masuk lewat SSH, kecuali dengan sertifikat dari CA yang dipercaya di sini.
keys-explained = Pemegang salah satu kunci ini masuk lewat SSH sebagai operator ini. Bandingkan sidik jari dengan ssh-keygen -lf FILE.pub.
keys-never-used = belum pernah
keys-add-explained = { $name } masuk lewat SSH dengannya. Tempelkan satu baris dari file .pub, atau sebutkan jalurnya.
keys-add-field = Kunci atau jalur
command-sessions-help = Menampilkan siapa yang masuk lewat SSH, sejak kapan, dari mana, dan dengan kunci apa; admin penuh dapat mengakhiri sesi.
command-keys-help = Menampilkan kunci Anda untuk masuk lewat SSH; menambah dan menghapusnya.
command-operator-keys = Kunci
command-operator-keys-help = Menampilkan kunci operator ini untuk masuk lewat SSH.
command-add-key = Tambah kunci
command-add-key-help = Menambahkan kunci dari file .pub, ditempelkan atau dengan jalurnya.
command-remove-key = Hapus kunci
command-remove-key-help = Tidak ada lagi yang masuk dengan kunci ini; sesinya berakhir.
command-revoke-key = Cabut kunci
command-revoke-key-help = Tidak menerima kunci ini lagi, siapa pun yang menyertifikasinya; kunci ini tidak dapat ditambahkan lagi.
command-end-session = Akhiri sesi
command-end-session-help = Mengakhiri sesi ini seketika.
describe-key-add-changes = Pemegang bagian privat kunci ini masuk lewat SSH sebagai operator ini.
describe-key-add-stays = Kunci lain, peran, dan frasa sandi.
describe-key-remove-goes = Tidak ada yang masuk lewat SSH dengan kunci ini. Sesi yang masuk dengannya berakhir seketika.
describe-key-remove-stays = Operator, peran, frasa sandi, dan kunci lain.
describe-key-revoke-goes = Tidak ada yang masuk lewat SSH dengan kunci ini, juga tidak dengan sertifikat, dan kunci ini tidak dapat ditambahkan lagi. Sesi yang masuk dengannya berakhir seketika.
describe-session-goes = Sesi berakhir seketika, bersama yang diketik di sana dan belum disimpan. Batch yang sudah dikonfirmasi berjalan terus.
describe-session-stays = Operator dan kuncinya: operator itu dapat masuk lagi. Untuk menolaknya, nonaktifkan operator atau cabut kuncinya.
present-open = { $names } { $count ->
   *[other] juga
 } membukanya
serve-farewell-expired = Sertifikat Anda tidak berlaku lagi.
serve-farewell-ended = Admin penuh mengakhiri sesi ini.
cli-operators-session = Sesi lewat SSH
cli-operators-session-list = Menampilkan siapa yang masuk lewat SSH, sejauh diketahui server
cli-operators-session-end = Mengakhiri sesi seketika
cli--number = Nomor sesi, seperti yang ditampilkan session list

reason-passphrase-asked = Frasa sandi diminta sebelum ini: tidak ada yang berubah.
cli-advice-terminal = Panggil dengan terminal, agar frasa sandi dapat diminta: ssh -t.
prove-title = Frasa sandi Anda
prove-explained = Akun ini meminta frasa sandi sebelum tindakan yang menghapus orang atau menentukan siapa boleh apa, sekali dalam 15 menit.
out-setting-record-sessions = Rekam konsol lewat SSH (record_sessions)
out-setting-keep-recordings-days = Lama rekaman disimpan dalam hari (keep_recordings_days)
out-setting-passphrase-for-risk = Frasa sandi sebelum tindakan berisiko lewat SSH (passphrase_for_risk)

error-quota-full = Kuotanya habis.
error-quota-full-means = Yang disimpan sebelumnya aman. Yang sedang ditulis tidak disimpan.
error-quota-full-remedy = Hapus file yang tidak diperlukan lagi. Lewat SSH folder seorang operator memuat 100 MB dan 1.000 file.
browser-elsewhere = Dialog file desktop hanya terbuka di server. Bawa file dengan sftp atau scp.

# Signatures and certificates for people.
notice-signing-key = Kunci tanda tangan { $path } tidak ada, rusak, atau milik akun lain: sertifikat dan log tidak dapat ditulis ke file sampai file itu kembali, atau sampai offboard deletions signing-key --new membuat kunci lain.
error-signing-key-damaged = Kunci tanda tangan { $path } tidak ada, rusak, atau lebih lama daripada basis data.
error-signing-key-damaged-means = Tidak ada yang ditandatangani dan tidak ada yang diubah.
error-signing-key-damaged-remedy = Kembalikan file itu dari salinan Anda. Jika tidak ada, buat kunci baru dengan offboard deletions signing-key --new: yang ditandatangani kunci lama tetap dapat diperiksa.
act-signing-key-make = kunci tanda tangan dibuat
log-value-certificate-page = sertifikat penghapusan sebagai halaman
page-title = Sertifikat penghapusan batch { $batch }, { $account }
page-heading = Sertifikat penghapusan
page-about = Batch penghapusan { $batch }, { $state }
page-sum = { $count } pengguna dihapus, dari { $rows } baris file upload.
page-nobody = Halaman ini tidak menyebut satu pun pengguna yang dihapus: tanpa nama, tanpa alamat, tanpa ID.
page-rows = Baris file
page-people = Siapa dan kapan
page-operator = Dikonfirmasi oleh
page-taken-over = Dilanjutkan oleh
page-approver = Disetujui oleh
page-confirmed = Dikonfirmasi pada
page-started = Dimulai pada
page-finished = Berakhir pada
page-case = Batch yang saling mengoreksi
page-case-batch = Batch { $batch }
page-case-said = { $state }, { $count } dihapus
page-case-sum = Dari { $rows } baris, { $deleted } pengguna dihapus dalam semua batch ini; { $failed } baris gagal dan tidak dikoreksi.
page-evidence = Yang ditunjukkan penyedia
page-evidence-roster = Roster
page-evidence-results = File hasil
page-evidence-answer = Jawaban server
page-evidence-word = Keterangan operator
page-evidence-said = { $count } perubahan, diambil pada { $taken }
page-remains = Yang tersisa
page-residue-none = File basis data dipindai setelah penghapusan. Tidak ditemukan alamat pengguna yang dihapus.
page-residue-unscanned = File basis data tidak dipindai untuk batch ini.
page-residue-found = File basis data dipindai setelah penghapusan. Alamat pengguna yang dihapus yang ditemukan: { $found }; tempat yang tidak dapat dipastikan: { $doubtful }.
page-reach = Di luar jangkauan penghapusan ini:
page-reach-upload = file upload, disimpan di samping basis data selama { $days } hari setelah berakhir
page-reach-results = file hasil, yang memuat baris gagal seperti di file upload
page-reach-saved = file yang diekspor atau disimpan
page-reach-backups = cadangan
page-reach-mail = email yang sudah dikirim
page-reach-waiting = surat terakhir yang menunggu di kotak keluar, dengan nama dan alamat, sampai terkirim
page-reach-letters = surat terakhir di folder email, sampai pembersihan berikutnya
page-proof = Cara memeriksanya
page-upload = File upload, SHA-256
page-results = File hasil, SHA-256
page-log = Log aktivitas
page-log-entry = catatan { $entry }, { $head }
page-key = Kunci tanda tangan, SHA-256
page-how = Tanda tangan file ini ada di sampingnya, sebagai file bernama sama dengan akhiran .sig. Akun memberikan kunci publiknya sebagai signing-key.pem. Dengan file ini bernama certificate.html, OpenSSL 3 memeriksanya begini, atau gunakan offboard verify:
page-proves-not = Tanda tangan menunjukkan siapa yang menyatakan ini dan bahwa tidak ada yang diubah sesudahnya. Tanda tangan tidak menunjukkan bahwa pernyataannya benar.
verify-genuine = Asli: { $file } ditandatangani dengan kunci yang diberikan, dan tidak diubah sesudahnya.
verify-unchanged = Tidak berubah: tanda tangannya cocok dengan { $file } dan dengan kunci yang disebut file itu sendiri.
verify-compare = Pemalsu file dapat menyebut kuncinya sendiri di dalamnya. Bandingkan kunci di bawah dengan kunci yang diberikan akun kepada Anda, atau berikan kunci itu dengan --key.
verify-not-genuine = Tidak asli: tanda tangannya tidak cocok. File atau tanda tangannya diubah, atau kunci lain yang menandatanganinya.
verify-other-key = Bukan kunci yang diberikan: file menyebut kunci lain, dan tanda tangannya tidak cocok dengan kunci yang diberikan.
verify-no-signature = Tidak diperiksa: { $path } tidak ada, yaitu tanda tangan file ini.
verify-key-needed = Tidak diperiksa: file ini tidak menyebut kunci. Berikan kunci publik akun dengan --key.
verify-not-signed = Ini bukan sertifikat, halaman, atau log yang ditandatangani akun.
verify-key = Kunci: { $key }
verify-certificate = Isinya tentang batch { $batch } dari { $account }: { $state }. { $count } pengguna dihapus, dari { $rows } baris.
verify-log = Ini log aktivitas: { $entries } catatan, nomor { $first } sampai { $last }.
verify-certificate-not = Ini tidak membuktikan bahwa pernyataannya benar, atau bahwa tidak ada yang tersisa di tempat lain. Di luar jangkauannya, seperti disebutnya: { $places }.
verify-log-not = Ini tidak membuktikan bahwa catatannya benar, atau bahwa tidak ada yang ditinggalkan. Nomor tanpa celah menunjukkan bahwa tidak ada yang hilang di antaranya.
cli-verify = Memeriksa sertifikat, halaman, atau log yang ditandatangani, tanpa akun
cli-verify--file = Filenya; tanda tangannya ada di sampingnya, sebagai FILE.sig
cli-verify--key = Kunci publik akun: file yang memuatnya, atau teks base64-nya; tanpa ini, kunci yang disebut file itu
cli-usage-verify-key = { $key } tidak memuat kunci publik Ed25519.
cli-deletions-certificate--page = Sebagai halaman (HTML), untuk dibaca dan dicetak
cli-deletions-signing-key = Menampilkan kunci publik penanda tangan sertifikat dan log, atau membuat kunci baru
cli-deletions-signing-key--new = Buat kunci baru; yang ditandatangani kunci lama tetap dapat diperiksa dengan kunci publiknya
cli-deletions-signing-key--all = Juga kunci publik yang tidak menandatangani lagi
cli-deletions-signing-key--yes = Jangan bertanya
cli-warn-signing-key = Mulai sekarang kunci baru yang menandatangani. Berikan kunci publiknya kepada semua yang memeriksa sertifikat; simpan yang lama untuk yang pernah ditandatanganinya.
cli-signing-key-made = Kunci tanda tangan baru dibuat: { $key }
cli-unsigned = Ini tidak ditandatangani: dengan --output FILE tanda tangannya ditulis di sampingnya, sebagai FILE.sig.
cli-signature-written = Tanda tangannya: { $path }
cli-certificate-by-mark = Diperiksa dengan kunci akun sendiri.
cli-certificate-by-both = Diperiksa dengan kunci akun sendiri, dan dengan tanda tangan di sampingnya.

save-page = Sebagai halaman
save-page-explained = HTML, untuk dibaca dan dicetak

reason-privacy-on = Mode privasi aktif: yang disamarkan tidak dapat disunting. Ctrl-X mematikannya.
command-privacy = Mode privasi
command-privacy-help = Menyamarkan nama, email, dan ID pembelajar di setiap layar, untuk layar yang dilihat orang lain; file dan surat tetap utuh.
command-privacy-words = samarkan sembunyikan bagikan layar nama
privacy-on = Mode privasi aktif: nama, email, dan ID pembelajar disamarkan. File dan surat tetap utuh.
privacy-off = Mode privasi mati: nama ditampilkan.
privacy-typed = Yang sudah diketik akan hilang. Simpan atau buang dulu, lalu aktifkan mode privasi.
privacy-sign = privasi
privacy-whom = Mode privasi aktif: nama disamarkan di sini. Ctrl-X mematikannya dan menampilkan siapa saja.
cli--privacy = Mulai dengan nama, email, dan ID pembelajar disamarkan di setiap layar
cli-usage-privacy = --privacy hanya menyamarkan nama di konsol. Yang ditulis perintah tidak disamarkan.
# The plain mode.
cli--plain = Semua sebagai tanya jawab bernomor, untuk pembaca layar; juga ACCESSIBLE=1
plain-first = Belum ada akun di sini. Dua jawaban membuatnya; jawaban kosong untuk keluar.
plain-account = Nama akun:
plain-admin = Alamat email Anda, sebagai admin penuh pertama:
plain-here = Anda adalah { $name }. Ketik nomor pilihan, lalu Enter.
plain-who = Nama operator, atau Enter untuk keluar:
plain-menu = Menu.
plain-list = Daftar
plain-leave = Keluar
plain-back = Kembali
plain-number = Nomor:
plain-no-number = Nomor itu tidak ada. Yang terakhir { $most }.
plain-nothing = Tidak ada yang diketik, dan tidak ada yang dilakukan.
plain-go-on = Enter untuk lanjut, ? untuk pilihan lain, 0 untuk kembali:
plain-chosen = Dipilih: { $what }
plain-more = Enter untuk berikutnya, 0 untuk berhenti:
plain-more-or-number = Enter untuk berikutnya, nomor untuk memilih, 0 untuk berhenti:
plain-end = Itu semuanya. Nomor untuk memilih, Enter untuk kembali:

# Roles over time.
command-role-history = riwayat peran
command-role-history-help = Menampilkan siapa memiliki peran apa, dari kapan sampai kapan, menurut log aktivitas.
cli-operators-history = Menampilkan siapa memiliki peran apa, dari kapan sampai kapan
cli-operators-history--name = Hanya operator ini
out-until = Sampai
out-given-by = Diberikan oleh
out-ended = Berakhir
roles-title = Riwayat peran
roles-explained = Menurut log aktivitas. Nama adalah nama operator sekarang; yang sudah dihapus disebut dengan nomor.
roles-number = operator { $number }
roles-unknown = peran tidak diketahui
roles-unknown-since = tidak diketahui
roles-now = sekarang
roles-span = { $role }, { $from } sampai { $until }
roles-given = diberikan oleh { $name }
roles-changed = diubah oleh { $name }
roles-disabled = dinonaktifkan oleh { $name }
roles-erased = dihapus oleh { $name }

# Aturan retensi.
rule-quiet = tidak aktif selama { $months } bulan
rule-quiet-or-unknown = tidak aktif selama { $months } bulan, atau tidak diketahui
rule-any-license = Dengan atau tanpa lisensi
rule-is-quiet = tidak ada usulan
rule-is-proposed = diusulkan { $when }
rule-in-batch = dikerjakan batch { $batch }
rules-known-until = Bulan dihitung mundur dari { $date }: sampai hari itu aktivitas tercatat.
rules-known-never = Tidak ada aktivitas siapa pun yang tercatat, jadi aturan tidak menyebut siapa pun: impor laporan pembelajaran, atau daftar pengguna dengan Last access.
rules-about = Aturan tidak menghapus siapa pun. Yang disebutnya ditinjau dan dikonfirmasi seperti setiap batch; yang sementara itu aktif tidak ikut.
rules-figure = { $count } aturan
rules-none = Belum ada aturan retensi. Aturan (n) menyebut pembelajar yang tidak perlu lagi disimpan akun ini, misalnya yang tanpa lisensi dan tidak aktif selama 24 bulan.
rules-stay = Tetap
rule-months = Bulan tanpa aktivitas
rule-months-hint = 1 sampai { $most }
rule-unknown = Tanpa catatan aktivitas
rule-unknown-stays = tidak disebut
rule-unknown-counts = disebut juga
rule-form-explained = Aturan menyebut pembelajar dengan lisensi ini yang tidak aktif selama itu. Yang aktivitasnya tidak tercatat hanya disebut bila Anda memilihnya, dan hanya bila selama itu tidak ada yang dicatat tentangnya.
out-rule = Aturan
out-condition = Menyebut pembelajar dengan
out-names = Menyebut
command-rules = Aturan retensi
command-rules-help = Menampilkan aturan tentang siapa yang tidak perlu lagi disimpan, beserta berapa yang disebut masing-masing sekarang.
command-rules-words = retensi tidak aktif simpan hapus usul akun lama
command-open-rule = Tinjau
command-open-rule-help = Meninjau penghapusan semua yang disebut aturan; tidak ada yang dihapus sebelum dikonfirmasi.
command-add-rule = Aturan baru
command-add-rule-help = Membuat aturan retensi: lisensi apa, dan berapa bulan tanpa aktivitas.
command-propose-rule = Usulkan
command-propose-rule-help = Membuat aturan mengusulkan penghapusan yang disebutnya; Home menampilkannya sampai peninjauannya dikonfirmasi.
command-remove-rule = Hapus aturan
command-remove-rule-help = Menghapus aturan retensi dan usulannya; pembelajar dan batch tetap ada.
reason-rule-gone = Aturan retensi itu tidak ada.
reason-rule-taken = Aturan { $rule } menyatakan hal yang sama.
reason-rule-proposed = Aturan ini sudah mengusulkan penghapusan. Tinjaulah usulan itu.
reason-rule-in-batch = Batch { $batch } mengerjakan usulan aturan ini dan belum selesai.
reason-nobody-fits = Aturan ini tidak menyebut siapa pun yang akan dihapus.
reason-no-rules = Belum ada aturan retensi.
receipt-rule-added = Aturan { $rule } dibuat. Aturan itu sendiri tidak menghapus siapa pun.
receipt-rule-removed = Aturan { $rule } dihapus.
receipt-rule-proposed = Aturan { $rule } mengusulkan penghapusan { $count } pembelajar. Tidak ada yang dihapus sebelum ditinjau dan dikonfirmasi.
describe-rule-goes = aturan itu, dan usulannya
describe-rule-stays = semua pembelajar, dan batch yang dibuat darinya
act-rule-add = aturan retensi dibuat
act-rule-remove = aturan retensi dihapus
act-rule-propose = penghapusan diusulkan aturan
log-detail-rule = aturan
log-detail-holds = lisensi
log-detail-months = bulan
log-detail-unknown-counts = juga tanpa catatan aktivitas
log-value-no-license = No license
log-value-invited = Invited
log-value-activated = Activated
log-value-any = apa pun
home-rule = Usulan aturan { $rule }
home-rule-detail = { $count } pembelajar untuk dihapus, menunggu ditinjau
cli-rules = Aturan retensi: siapa yang tidak perlu lagi disimpan
cli-rules-list = Menampilkan aturan beserta berapa pembelajar yang disebut masing-masing sekarang
cli-rules-add = Membuat aturan; aturan itu sendiri tidak menghapus siapa pun
cli-rules-add--months = Bulan tanpa aktivitas, 1 sampai 120, dihitung mundur dari aktivitas terakhir siapa pun yang tercatat
cli-rules-add--license = Lisensi yang dimiliki pembelajar
cli-rules-add--or-unknown = Sebut juga yang aktivitasnya tidak tercatat, bila selama itu tidak ada yang dicatat tentangnya
cli-rules-remove = Menghapus aturan dan usulannya
cli-rules-remove--rule = Nomornya
cli-rules-propose = Membuat aturan mengusulkan penghapusan yang disebutnya, untuk penjadwal: yang sudah diusulkan tidak diusulkan dua kali
cli-rules-propose--rules = Nomornya; tanpa nomor, semua aturan
cli-rules-check = Meninjau siapa yang disebut aturan; tidak ada yang dihapus
cli-rules-check--rule = Nomornya
cli-rules-check--rows = Daftar setiap pembelajar beserta yang akan terjadi padanya
cli-rules-run = Menghapus pembelajar yang disebut aturan, melalui batch seperti yang lain; bertanya terlebih dahulu
cli-rules-run--rule = Nomornya
cli-rules-run--yes = Jangan bertanya
cli-rules-run--confirm = Frasa yang diminta batas pengaman
cli-rules-run--wait = Hari menunggu sebelum penghapusan pertama, 0 sampai 7
cli-rules-run--again = Jalankan lagi walaupun pembelajar yang sama pernah dijalankan
cli-rule-passed-over = Aturan { $rule }: { $why }
## Tables: columns, copying

act-view-set = kolom tabel diubah
reason-cannot-be-kept = Ini tidak dapat disimpan: mungkin terlalu panjang, atau berisi alamat.
receipt-view-kept = Tabel disimpan seperti sekarang.
command-table-columns = Kolom
command-table-columns-help = Memilih kolom tabel, urutan, dan lebarnya; disimpan untuk Anda.
command-next-column = Kolom berikutnya
command-next-column-help = Menunjuk kolom berikutnya, dan menggulir ke sana bila tidak muat di layar. Esc tidak menunjuk kolom apa pun.
command-previous-column = Kolom sebelumnya
command-previous-column-help = Menunjuk kolom sebelumnya.
command-wider-column = Lebih lebar
command-wider-column-help = Melebarkan kolom yang ditunjuk.
command-narrower-column = Lebih sempit
command-narrower-column-help = Menyempitkan kolom yang ditunjuk.
command-column-left = Kolom ke kiri
command-column-left-help = Memindahkan kolom yang ditunjuk ke kiri.
command-column-right = Kolom ke kanan
command-column-right-help = Memindahkan kolom yang ditunjuk ke kanan.
command-hide-column = Sembunyikan kolom
command-hide-column-help = Menyembunyikan kolom yang ditunjuk. “Kolom” menampilkannya lagi.
command-usual-columns = Kolom biasa
command-usual-columns-help = Menampilkan tabel seperti sebelum kolomnya Anda pilih.
command-copy-cell = Salin sel
command-copy-cell-help = Menyalin sel pada kolom yang ditunjuk, di baris kursor.
command-copy-row = Salin baris
command-copy-row-help = Menyalin baris kursor, selnya dipisahkan tab.
command-copy-column = Salin kolom
command-copy-column-help = Menyalin kolom yang ditunjuk dari baris di layar, satu sel per baris.
columns-last = Kolom ini tetap ada: tanpanya baris tidak dapat dibedakan.
hint-column-shown = tampil atau tidak
hint-column-move = pindah
hint-column-width = lebar
hint-column-free = lebar seperlunya
hint-columns-usual = seperti biasa
hint-columns-keep = simpan
table-none = Di sini tidak ada tabel yang kolomnya dapat dipilih.
table-point-first = Tunjuk satu kolom dahulu: > dan < berpindah antar kolom.
copied-cell = “{ $text }”
copied-row = baris
copied-column = { $count } sel kolom { $column }, yang ada di layar
copy-done = Disalin: { $what }.
copy-sent = Dikirim ke terminal Anda: { $what }. Apakah diterima, hanya terminal yang tahu.
prefix-title = { $key } lalu
prefix-nothing = { $keys } tidak berarti apa-apa di sini.

## Filters of the users table

act-filter-save = saringan disimpan
act-filter-remove = saringan dilupakan
reason-no-filter-set = Tidak ada saringan yang dipasang.
receipt-filter-kept = Saringan “{ $name }” disimpan.
receipt-filter-forgotten = Saringan “{ $name }” dilupakan.
command-remove-filter = Hapus saringan
command-remove-filter-help = Menghapus saringan yang dipasang terakhir. Klik pada sebuah saringan menghapus yang itu, Esc semuanya.
command-saved-filters = Saringan tersimpan
command-saved-filters-help = Memakai saringan yang Anda simpan dengan nama, menyimpan yang sekarang, atau melupakan satu.
command-saved-filters-words = tampilan segmen
filter-active = aktif
filter-invited = diundang
filter-active-within = dalam { $days } hari terakhir
filter-active-longer = tidak selama { $days } hari
filter-active-never = belum pernah
filter-invited-within = dalam { $days } hari terakhir
filter-invited-longer = selama { $days } hari atau lebih
filter-other-days = Jumlah hari lain…
filter-days = Hari
filter-days-explained = Sekurang-kurangnya sekian hari telah lewat, misalnya 120.
filter-days-wrong = Itu bukan jumlah hari. Paling banyak { $most }.
saved-keep = Simpan saringan yang dipasang…
saved-remove = Lupakan saringan tersimpan…
saved-name = Nama
saved-nothing = Pasang saringan dahulu; sesudah itu dapat disimpan.
saved-explained = Hanya Anda yang memilikinya. Kata yang dicari tidak disimpan, karena bisa jadi nama seseorang; hari dihitung dari hari pemakaian.
column-job-title = Jabatan
column-invited = Diundang sejak
column-language = Bahasa
cli-users-filters = Saringan yang Anda simpan dengan nama
cli-users-filters-list = Mendaftar saringan tersimpan Anda
cli-users-filters-save = Menyimpan saringan dengan nama; yang bernama sama diganti
cli-users-filters-save--name = Namanya
cli-users-filters-remove = Melupakan saringan tersimpan
cli-users-filters-remove--name = Namanya
cli--not-on-hold = Hanya yang datanya tidak dikunci untuk keperluan hukum
cli--active-within = Hanya yang belajar dalam sekian hari terakhir
cli--not-active-for = Hanya yang tidak belajar selama sekian hari, atau belum pernah
cli--never-active = Hanya yang belum pernah belajar
cli--invited-within = Hanya yang diundang dalam sekian hari terakhir dan belum datang
cli--invited-for = Hanya yang diundang sekian hari yang lalu atau lebih dan belum datang
cli--department = Hanya dengan nilai ini pada atribut department
cli--with-attributes = Hanya dengan nilai ini pada atribut khusus; dapat diberikan beberapa kali
cli--filter = Pakai saringan yang Anda simpan dengan nama ini; selebihnya menggantikannya
cli-usage-attribute = { $attribute } bukan atribut dengan nilainya. Tulis seperti office=Oslo.
# Mode hanya baca.
reason-opened-read-only = Tidak ada yang diubah: mode hanya baca (menu Me, --read-only).
command-read-only = Mode hanya baca
command-read-only-help = Mencegah konsol ini mengubah apa pun, sampai dimatikan lagi.
command-read-only-words = melihat saja aman tanpa perubahan
read-only-on = Mode hanya baca aktif: tidak ada yang diubah dari sini.
read-only-off = Mode hanya baca dimatikan.
read-only-sign = hanya baca
cli--read-only = Jangan ubah apa pun: basis data dibuka untuk dibaca, dan setiap tindakan ditolak
config-about-read-only = Apakah tidak ada yang diubah: setiap tindakan ditolak, seperti dengan --read-only.

# Kata di samping nama akun.
word-demo = demo
word-trial = uji coba
word-production = produksi
out-setting-word = Kata di samping nama (word)

# Garis dalam ASCII.
cli--ascii = Gambar garis dan tanda konsol dalam ASCII
config-about-ascii = Apakah garis dan tanda konsol digambar dalam ASCII.
