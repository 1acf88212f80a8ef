### Offboard dalam bahasa Indonesia. Label navigasi admin sama di semua bahasa dan berada di kode.

## Program

program-name = Offboard

# --- 1 ---
# --- 1 ---
# --- 1 ---

## Angka, ukuran dan tanggal


# --- 2 ---
# --- 2 ---
# --- 2 ---

## Alasan, hasil, keadaan dan kesalahan


# --- 3 ---
# --- 3 ---
# --- 3 ---

## Nama perintah, bantuan dan menu


# --- 4 ---
# --- 4 ---
# --- 4 ---

## Baris perintah


# --- 5 ---
# --- 5 ---
# --- 5 ---

## Konsol: bingkai, lapisan, masuk


# --- 6 ---
# --- 6 ---
# --- 6 ---

## Konsol: beranda, pengguna, profil, grup


# --- 7 ---
# --- 7 ---
# --- 7 ---

## Konsol: User Deletion, pemandu, batch


# --- 8 ---
# --- 8 ---
# --- 8 ---

## Konsol: pengguna terhapus, log, kotak keluar, operator, pengaturan


# --- 9 ---
# --- 9 ---
# --- 9 ---

## Konsol: permintaan dan laporan


# --- 10 ---
# --- 10 ---
# --- 10 ---

## Surat


# --- 11 ---
# --- 11 ---
# --- 11 ---

## Akun demo


# --- 12 ---
# --- 12 ---
# --- 12 ---
