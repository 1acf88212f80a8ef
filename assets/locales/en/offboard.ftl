### Offboard in English. Labels of the admin navigation are the same in every language and live in the code.

## The program

program-name = Offboard

# --- 1 ---
# --- 1 ---
# --- 1 ---

## Numbers, sizes and dates


# --- 2 ---

size-less-than-1kb = Less than 1kB
size-kb = { $amount } kB
size-mb = { $amount } MB
size-gb = { $amount } GB
time-never = never
time-just-now = just now
time-soon = in a moment
time-ago = { $span } ago
time-since = for { $span }
time-in = in { $span }
span-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
span-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
span-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
duration-seconds = { $seconds } s
duration-minutes = { $minutes } min { $seconds } s
duration-hours = { $hours } h { $minutes } min
duration-days = { $days } d { $hours } h

# --- 2 ---

## Reasons, outcomes, states and errors


# --- 3 ---

role-auditor = auditor
role-help-desk = help desk
role-sub-admin = sub admin
role-full-admin = full admin

reason-needs-role-auditor = Only auditors and full admins can do this.
reason-needs-role-help-desk = Only the help desk, sub admins and full admins can do this.
reason-needs-role-sub-admin = Only sub admins and full admins can do this.
reason-needs-role-full-admin = Only full admins can do this.
reason-needs-verified-request = The help desk can do this only on a request whose learner's identity has been verified.
reason-needs-approver = Sub admins and full admins approve license requests, and only full admins all others.
reason-needs-approval = Your role asks for approval instead of doing this: record a request, then do it from there.
reason-not-connected = No LinkedIn profile is connected.
reason-profiles-not-offered = This account does not offer LinkedIn profile connections.
reason-on-hold = The learner is on legal hold. A full admin must lift the hold first.
reason-not-on-hold = The learner is not on legal hold.
reason-is-operator = This user is an operator of this console. Their operator entry must be disabled first.
reason-is-self = This is your own user. Another full admin can do this.
reason-user-gone = There is no such user in this account.
reason-email-taken = This email address belongs to another user.
reason-id-taken = This unique user ID belongs to another user.
reason-email-deleted = This email address belonged to a user deleted on { $date } in batch { $batch }. A full admin can release it under Me > Deleted users.
reason-id-deleted = This unique user ID belonged to a user deleted on { $date } in batch { $batch }. A full admin can release it under Me > Deleted users.
reason-email-deleted-line = This email address belonged to a user deleted on { $date } in batch { $batch }, line { $line }. A full admin can release it under Me > Deleted users.
reason-id-deleted-line = This unique user ID belonged to a user deleted on { $date } in batch { $batch }, line { $line }. A full admin can release it under Me > Deleted users.
reason-bad-email-empty = The email address is empty.
reason-bad-email-invalid = This is not an email address. Write it like name@example.com.
reason-bad-email-suspicious = The email address holds invisible characters. Type it again by hand.
reason-bad-email-too-long = The email address is longer than 1,024 bytes.
reason-bad-id-empty = The unique user ID is empty.
reason-bad-id-invalid = This cannot be a unique user ID.
reason-bad-id-spreadsheet-number = A spreadsheet turned this unique user ID into a number. Format the column as text and enter the ID again.
reason-suspicious-characters = The text holds a character that cannot be seen or turns the others around ({ $character }). Remove it, or type the text again by hand.
reason-line-break = The text is broken into lines or holds a tab. It has to stand on one line: remove the line break.
reason-bad-id-suspicious = The unique user ID holds invisible characters. Type it again by hand.
reason-bad-id-too-long = The unique user ID is longer than 1,024 bytes.
reason-identifier-missing = A user needs an email address or a unique user ID.
reason-ids-disagree = The email address and the unique user ID belong to different users.
reason-nobody-gone = Every user of this account stands in the file.
reason-roster-has-faults = { $count ->
    [one] { $count } row fails. Until it is right, it is not known whom it means.
   *[other] { $count } rows fail. Until they are right, it is not known whom they mean.
}
reason-roster-is-part = The file leaves out { $gone } of { $count } users. That is more than this account lets go at once, so it is taken for a part of the account, and nobody is proposed.
reason-id-would-change = The row would give this user another unique user ID. Only the column new_unique_user_id changes an ID; enter the present ID under unique_user_id.


reason-license-not-held = The learner does not hold this license.
reason-seats-in-use = { $count ->
    [one] { $count } seat is in use. Fewer seats than that cannot be set.
   *[other] { $count } seats are in use. Fewer seats than that cannot be set.
}
reason-license-in-use = { $count ->
    [one] { $count } learner holds this license. Say which license type the learner gets in its place.
   *[other] { $count } learners hold this license. Say which license type they get in its place.
}
reason-no-license-types = There is no license type yet.

reason-duplicate-of = Line { $line } already has this user, this address or this ID. Where it gives the address up for somebody else, write that person’s unique user ID beside the address here.
reason-giver-left-out = Line { $line } would give up this address or this ID, but that line is left out. Correct line { $line } first.
reason-giver-at-provider = Line { $line } gives up this address or this ID, but a change of that learner is open at the provider, who knows them by it. Wait until that change is concluded.
reason-name-missing = A name is needed.
reason-name-reserved = This word means that there is no license, so no license type is called so. Choose another name.
reason-import-not-reviewed = The file is not compared with the account yet. Go on to the review first.
cli-import-gone-failed = Rows failed: whoever cannot be recognised in them counts as not in the file.
receipt-learning-imported-fewer = The report of { $period } is imported: { $learners ->
    [one] 1 learner
   *[other] { $learners } learners
}. In the totals: { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} { $minutes_way ->
    [fewer] less
   *[more] more
}, { $completions ->
    [one] 1 completion
   *[other] { $completions } completions
} { $completions_way ->
    [fewer] fewer
   *[more] more
}.
reason-name-taken = This name is taken.
reason-too-long = { $count ->
    [one] At most { $count } character is kept.
   *[other] At most { $count } characters are kept.
}
reason-reason-missing = A reason is needed.
reason-group-gone = There is no such group.
reason-unknown-license = There is no license type named { $name }.
reason-no-seats = { $count ->
    [one] { $count } seat is missing.
   *[other] { $count } seats are missing.
}
reason-phrase-needed = This is past a safety gate. Type the phrase: { $phrase }
reason-nothing-to-delete = Nothing in this file would be deleted.
reason-already-batch = This file is batch { $batch } already.
reason-no-report-learner = The file has no column that says whom a row is about: neither email nor unique ID. Say which column holds it.
reason-no-report-learning = The file has no column that says what was learned: neither time viewed nor a title. Say which column holds it.
reason-no-report-ambiguous-dates = The dates of the file can be read in two ways (03/04 is April 3 or March 4). Say whether the day or the month stands first.
reason-no-report-ambiguous-times = The times of the file can be read in two ways (1:30 is one hour and 30 minutes, or one minute and 30 seconds). Say which.
reason-no-report-contradicting-dates = Some dates of the file have the day first, others the month. Correct them, so that all are written alike.
reason-no-roster-open-columns = { $count ->
    [one] Nobody has said where a column of the file goes: { $names }.
   *[other] Nobody has said where { $count } columns of the file go: { $names }.
}
reason-no-roster-which-license = { $count ->
    [0] The file says where learners stand with a license, and the account has no license type. Say which one it is, and that it is to be made: --license TYPE --make-licenses
   *[other] The file says where learners stand with a license, and the account has { $count } license types. Say which one it is: --license TYPE
}
reason-no-roster-no-license-column = A license type is named, but no column of the file is a license status.
reason-no-roster-dates-without-license = The file has dates of invitations or activations, but no column that says who holds a license. Leave them out, or say which column is the license status.
reason-period-overlaps = The period has days in common with { $period }, which was imported before. Import exactly that period to replace it, or one that lies beside it.
reason-period-ahead = The period { $period } lies ahead: nobody has learned anything in it yet. Say the period that the report is about.
reason-days-outside-period = Every day that the rows name lies outside the period { $period }: they name { $days }. Nothing is imported. Say the period that the report is about.
reason-more-than-period = Line { $line } says more time or more days of a learner than the period { $period } has. Nothing is imported. Correct the row, or the period.
reason-period-emptied = { $count ->
    [one] 1 learner would lose what the earlier import of this period said: more than would keep it. Nothing is imported until somebody agrees.
   *[other] { $count } learners would lose what the earlier import of this period said: more than would keep it. Nothing is imported until somebody agrees.
}
reason-too-many-courses = The account would have more than 65,535 courses.
reason-nothing-reviewed = No file has been checked yet.
reason-review-gone = The review is over, or its file is gone. Check the file again.
reason-batch-gone = There is no such batch.
reason-batch-before-restore = Batch { $batch } is not in this database since a backup was restored on { $date }. The erasure journal holds { $count } of its deletions; ask for one by email or ID. Its rows and its certificate are in the database that was replaced.
reason-batch-is-awaiting-approval = The batch is waiting for approval.
reason-batch-is-scheduled = The batch is scheduled and has not begun.
reason-batch-is-processing = The batch is being processed.
reason-batch-is-paused = The batch is paused.
reason-batch-is-erasing = Every row of the batch is final; what was deleted is being erased from the files.
reason-batch-is-completed = The batch is completed.
reason-batch-is-completed-with-errors = The batch is completed; some rows failed.
reason-batch-is-cancelled = The batch was cancelled.
reason-batch-is-withdrawn = The batch was withdrawn.
reason-bad-wait = The waiting time must be 0 to 7 days, and no shorter than the account's own.
reason-bad-setting = { $name } must be { $allowed }.
reason-not-deleted = This does not belong to a deleted user.
reason-two-fit = This is the email address of one user and the unique ID of another. Write email: or id: before it to say which.
reason-upload-gone = The uploaded file is no longer kept.
reason-no-failed-rows = No row of this batch failed, so there is no results file.
reason-batch-not-over = The batch is not over yet.
reason-mail-gone = There is no such message.
reason-mail-sent = The message has been delivered already.
reason-sign-in-failed = The name or the passphrase is wrong.
reason-locked = Too many failed sign-ins. Try again in { $duration }.
reason-disabled = This operator is disabled.
reason-passphrase-common = This passphrase is one of those that are tried first. Choose one that nobody guesses, such as four words that do not belong together.
reason-passphrase-short = { $count ->
    [one] A passphrase needs at least { $count } character.
   *[other] A passphrase needs at least { $count } characters.
}
reason-nothing-marked = Nothing is marked.
reason-no-trouble = Nothing is in the way of this batch.

outcome-deleted = deleted
outcome-already-deleted = already deleted
outcome-not-found = not found
outcome-duplicate = duplicate
outcome-invalid-email = invalid email
outcome-invalid-id = invalid ID
outcome-empty-row = empty row
outcome-wrong-field-count = too many fields
outcome-malformed-row = unreadable row
outcome-suspicious-characters = invisible characters
outcome-ids-disagree = email and ID disagree
outcome-on-hold = on legal hold
outcome-protected-operator = operator
outcome-self = own user
outcome-withdrawn = withdrawn
outcome-repeated-header = header again
outcome-cancelled = cancelled
outcome-would-delete = will be deleted
outcome-pending = waiting

row-deleted = The user and all their data are gone.
row-would-delete = The user and all their data will be deleted.
row-pending = The turn of this row is still to come.
row-already-deleted = Already deleted. Leave the row out.
row-already-deleted-in = Already deleted on { $date } in batch { $batch }. Leave the row out.
row-already-deleted-at = Already deleted on { $date } in batch { $batch }, line { $line }. Leave the row out.
row-not-found = Nobody in this account has this email or ID. Check the spelling; in an ID, capitals count too.
row-duplicate = The same user is on an earlier line. No action needed.
row-duplicate-of = The same user is on line { $line }. No action needed.
row-invalid-email = This is not an email address. Write it like name@example.com.
row-invalid-id = This cannot be a unique user ID. If a spreadsheet turned it into a number, format the column as text and enter the ID again.
row-empty-row = Neither email nor ID is filled in. Fill in one of them, or remove the row.
row-wrong-field-count = The row has more fields than the header. Put quotes around fields that hold the separator.
row-malformed-row = A field holds a NUL or is longer than 1,024 bytes. Enter it again.
row-hint = A spreadsheet may have made it of { $identifier }. Look at it; nobody is chosen by this.
row-hint-others = A spreadsheet may have made it of { $identifier }, or of { $count ->
    [one] one other
   *[other] { $count } others
}. Look at them; nobody is chosen by this.
review-ids-as-emails = { $count ->
    [one] { $count } row
   *[other] { $count } rows
} ({ $lines }): the ID is read as an email address, because nobody has such an ID.
review-emails-as-ids = { $count ->
    [one] { $count } row
   *[other] { $count } rows
} ({ $lines }): the email address is read as an ID, because nobody has such an address.
row-suspicious-characters = The email or ID holds invisible characters. Type it again by hand.
row-ids-disagree = The email and the ID belong to two different users. Correct one, or leave one empty.
row-on-hold = The learner is on legal hold. A full admin must lift the hold first.
row-protected-operator = The user is an operator of this console. Disable the operator entry first.
row-self = This is your own user. Another full admin can delete it.
row-withdrawn = The batch was withdrawn before it was due. Nothing was deleted.
row-repeated-header = The header row again; not a user. No action needed.
row-cancelled = The batch was cancelled, or this row was taken back, before the user was deleted. Upload the row again to delete the user.

terminated-missing-header = The column { $column } is missing. Both header columns must be there, even if one stays empty.
terminated-missing-headers = The header columns primary_email_address and unique_user_id are missing. Both must be there, even if one stays empty.
terminated-duplicate-header = The column { $column } stands twice in the header. Remove one of them.
terminated-too-large = The file has { $bytes } bytes. It must have fewer than 15,000,000 (15 MB). Split it into several files, each with the header row.
terminated-too-many-rows = The file has { $rows } rows; this account allows { $allowed }. Split it into several files, each with the header row.
terminated-workbook = This is an Excel workbook. Only CSV is supported: open it in the spreadsheet, choose Save As, and take the file type “CSV UTF-8 (Comma delimited)”.
terminated-pdf = This is a PDF. Only CSV is supported: export the list as CSV where it comes from.
terminated-archive = This is a compressed archive. Only CSV is supported: unpack it and choose the CSV inside.
terminated-image = This is an image. Only CSV is supported: export the list as CSV where it comes from.
terminated-binary = This is not a text file. Only CSV is supported.
terminated-bad-encoding = The text encoding cannot be read. Save the file as CSV in UTF-8.
terminated-bad-encoding-line = Line { $line }: the text encoding cannot be read. Save the file as CSV in UTF-8.
terminated-unclosed-quote = A quoted field never closes. Close its quote, or remove it.
terminated-unclosed-quote-line = Line { $line }: a quoted field opens here and never closes. Close its quote, or remove it.
terminated-malformed = A quote stands in the middle of a field, or something follows a closing quote. Put the whole field in quotes and double the quotes inside it.
terminated-bad-header = The first row cannot be a header: a name in it is longer than 1,024 bytes, there are more than 16,384 of them, or one holds a NUL.
terminated-bad-header-line = Line { $line }: the first row cannot be a header: a name in it is longer than 1,024 bytes, there are more than 16,384 of them, or one holds a NUL.
review-warning-roster-headers = The columns are those of a roster. A deletion file lists only those who leave. To add or change users: People > Users, a, by CSV.
review-warning-nearly-everybody = The file reaches more than 90 % of all users of the account. Make sure that it lists those who leave, not those who stay.
review-warning-nobody-approves = A second full admin has to approve this, and nobody can: there is no other full admin who can sign in and has access from somebody else. It would wait for 72 hours and be withdrawn.
terminated-malformed-line = Line { $line }: a quote stands in the middle of a field, or something follows a closing quote. Put the whole field in quotes and double the quotes inside it.
terminated-unaccounted = Not every line of the file could be accounted for, so it is refused. Please report this with the file's shape, not its contents.

batch-state-awaiting-approval = waiting for approval
batch-state-scheduled = scheduled
batch-state-processing = processing
batch-state-paused = paused
batch-state-erasing = erasing
batch-state-completed = completed
batch-state-completed-with-errors = completed with errors
batch-state-cancelled = cancelled
batch-state-withdrawn = withdrawn
batch-standing-interrupted = interrupted
batch-standing-due-unattended = due, nobody is running it
batch-standing-unpurged-unattended = rows done, not purged
batch-standing-confirmer-left = paused, nobody answers for it
batch-standing-nobody-approves = waiting, nobody can approve it
batch-advice-interrupted = Batch { $batch } was interrupted, and nobody is running it. Go on with it: offboard deletions resume { $batch }. An open console or offboard run goes on with it too.
batch-advice-due-unattended = Batch { $batch } may begin, and nobody is running it. Begin it: offboard deletions resume { $batch }. An open console or offboard run begins it too.
batch-advice-unpurged-unattended = Every row of batch { $batch } is final, but what was deleted is still in the files, and nobody is purging them. Purge them: offboard deletions resume { $batch }. An open console or offboard run does it too.
batch-advice-confirmer-left = Whoever answered for batch { $batch } may not delete learners any more, so it is paused. Another full admin can go on with it and answer for it, cancel it or, while nothing of it has begun, withdraw it.
batch-advice-nobody-approves = Nobody can approve batch { $batch }: there is no other full admin who can sign in and has access from somebody else. Withdraw it (offboard deletions withdraw { $batch }), or switch the second full admin off, add or enable another full admin, and switch it on again (offboard account set second_admin=no, then yes).
residue-found = { $count ->
    [one] The files of the database were searched: { $count } address of somebody deleted is still in them.
   *[other] The files of the database were searched: { $count } addresses of people deleted are still in them.
}
residue-doubtful = { $count ->
    [one] Of { $count } place it is not known whether it holds the address of somebody deleted.
   *[other] Of { $count } places it is not known whether they hold the address of somebody deleted.
}
residue-there = stands there
residue-in-doubt = in doubt: perhaps a living user’s shorter address
residue-to-do = Run offboard db purge. What is still there after that stands in what people wrote: offboard db residue shows these texts and takes the addresses out of them.

request-kind-disconnect = disconnect
request-kind-revoke = revoke
request-kind-delete = delete
request-state-new = New
request-state-in-review = In review
request-state-waiting-for-learner = Waiting for learner
request-state-waiting-for-approval = Waiting for approval
request-state-scheduled = Scheduled
request-state-done = Done
request-state-rejected = Rejected
request-state-cancelled = Cancelled
request-view-unassigned = Unassigned
request-view-mine = Mine
request-view-waiting-for-my-approval = Waiting for my approval
request-view-overdue = Overdue
request-view-all = All
requests-search = name, email, ID, owner or #number
requests-none-match = No request here fits. Esc takes search and filters back.
requests-filter-kind = type
requests-filter-state = state
request-is-first = This is the first request of the queue.
request-is-last = This is the last request of the queue.
command-next-request = next
command-next-request-help = Opens the next request of the queue from which this one was opened.
command-previous-request = previous
command-previous-request-help = Opens the request before this one in its queue.
mail-state-queued = queued
mail-state-sent = sent
mail-state-failed = failed
mail-kind-reregister = invitation to re-register
mail-kind-batch-completed = batch completed

act-disconnect = LinkedIn profile disconnected
act-prepared-disconnect = disconnecting prepared for the provider
act-prepared-license-set = revoking prepared for the provider
act-prepared-license-take = revoking prepared for the provider
act-prepared-seats-reclaim = revoking prepared for the provider
act-prepared-request-do = request prepared for the provider
act-license-give = license given
act-license-take = license taken
act-license-type-add = license type made
act-license-type-rename = license type renamed
act-license-type-seats = seats changed
act-license-type-remove = license type removed
act-user-add = user added
act-hold-place = legal hold placed
act-hold-lift = legal hold lifted
act-user-edit = profile edited
act-users-import = users imported
act-columns-forget = remembered columns forgotten
act-import-begin = file for an import opened
act-learning-import = learning report imported
act-group-create = group made
act-group-rename = group renamed
act-group-remove = group removed
act-group-add = added to group
act-group-take-out = taken out of group
act-batch-confirm = deletion batch confirmed
act-batch-cancel = deletion batch cancelled
act-batch-resume = deletion batch resumed
act-batch-withdraw = deletion batch withdrawn
act-identifier-release = deleted identifier released
act-settings-change = account settings changed
act-language-set = own language changed
act-theme-set = own theme changed
act-zone-set = own time zone changed
act-passphrase-set = own passphrase changed
act-mail-send-again = mail sent again
act-mail-lost = last letter to a deleted learner refused; it is gone
act-account-create = account made
act-key-renew = key made anew
act-export = file taken away
act-refused = act refused
act-review = deletion file checked
act-db-backup = backup written
act-db-restore = backup restored
act-batch-chunk = users deleted
act-batch-start = deletion batch begun
act-batch-pause = deletion batch paused
act-batch-finish = deletion batch completed
act-batch-purge = deleted users erased from the files
act-erasures-apply = earlier erasures applied
act-sign-in = signed in
act-sign-ins = { $count } sign-ins in a row
act-sign-in-failed = sign-in failed
act-operator-create = operator added
act-users-seed = demo learners added

receipt-disconnected-one = The LinkedIn profile of { $name } is disconnected.
receipt-disconnected = { $count ->
    [one] { $count } LinkedIn profile is disconnected.
   *[other] { $count } LinkedIn profiles are disconnected.
}
receipt-passed-over = { $count ->
    [one] { $count } learner was passed over.
   *[other] { $count } learners were passed over.
}
receipt-license-taken-one = { $name } does not hold the license { $license } any more. Other licenses stay.
receipt-license-taken = { $count ->
    [one] { $count } learner does not hold the license { $license } any more. Other licenses stay.
   *[other] { $count } learners do not hold the license { $license } any more. Other licenses stay.
}
receipt-license-type-added = The license type { $name } is made.
receipt-license-type-renamed = The license type is called { $name } now.
receipt-seats-set = { $count ->
    [one] { $name } has { $count } seat now.
   *[other] { $name } has { $count } seats now.
}
receipt-license-type-removed = The license type { $name } is removed. { $count ->
    [0] Nobody held it.
    [one] { $count } learner holds another one in its place.
   *[other] { $count } learners hold another one in its place.
}
receipt-user-added = { $name } is added.
receipt-hold-placed = { $count ->
    [one] { $count } learner is on legal hold now.
   *[other] { $count } learners are on legal hold now.
}
receipt-hold-lifted = { $count ->
    [one] The legal hold on { $count } learner is lifted.
   *[other] The legal holds on { $count } learners are lifted.
}
receipt-profile-saved = The profile of { $name } is saved.
receipt-imported = Imported: { $added } added, { $changed } changed, { $unchanged } unchanged, { $refused } refused.
receipt-columns-forgotten = The columns of files with this header line are forgotten.
receipt-learning-imported = The report of { $period } is imported: { $learners ->
    [one] 1 learner
   *[other] { $learners } learners
}, { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} and { $completions ->
    [one] 1 completion
   *[other] { $completions } completions
} more in the totals.
receipt-group-created = The group { $name } is made.
receipt-group-renamed = The group is called { $name } now.
receipt-group-removed = The group { $name } is removed. Its members stay.
receipt-added-to-group = { $count ->
    [one] { $count } learner is added to { $name }.
   *[other] { $count } learners are added to { $name }.
}
receipt-removed-from-group = { $count ->
    [one] { $count } learner is taken out of { $name }.
   *[other] { $count } learners are taken out of { $name }.
}
receipt-batch-confirmed = The file is batch { $batch }.
receipt-batch-cancelled-there = { $count ->
    [0] Batch { $batch } is cancelled. The provider had none of its rows.
    [one] Batch { $batch } is cancelled as far as the provider does not have it. It has { $count } row, which cannot be called back: evidence ends it, or whoever gives it up.
   *[other] Batch { $batch } is cancelled as far as the provider does not have it. It has { $count } rows, which cannot be called back: evidence ends them, or whoever gives them up.
    }
receipt-batch-cancelled = Batch { $batch } was asked to stop, and stops at its next chunk. What it has deleted by then stays deleted; the rest is not touched.
receipt-batch-resumed = Batch { $batch } goes on where it was.
receipt-batch-taken-over = Batch { $batch } goes on where it was. You answer for it from now on.
receipt-batch-asks-again = You had approved batch { $batch } and answer for it from now on, so another full admin must approve it.
receipt-batch-withdrawn = Batch { $batch } is withdrawn. Nothing was deleted.
receipt-identifiers-released = { $released ->
    [one] The identifier is released and can be used again.
   *[other] The email and the ID of the deleted user are released and can be used again.
}
receipt-identifier-released-others-left = The identifier is released and can be used again. The other identifier of the same user is still refused.
receipt-settings-saved = The settings are saved.
receipt-preference-saved = Saved.
receipt-mail-queued = The message will be delivered again.

notice-stopped = { $count ->
    [one] Offboard was stopped in the middle of a batch. Everything that was decided by then has now been carried out, with { $count } deletion that was under way. Nothing was lost or done twice.
   *[other] Offboard was stopped in the middle of a batch. Everything that was decided by then has now been carried out, with { $count } deletions that were under way. Nothing was lost or done twice.
}
notice-erasures-applied = { $count ->
    [one] A crash or an older backup had left { $count } deletion out of the database. It was made up for from the erasure journal; nothing else is needed.
   *[other] A crash or an older backup had left { $count } deletions out of the database. They were made up for from the erasure journal; nothing else is needed.
}
notice-journal-lost = The erasure journal is missing. This database still knows its deletions. If you have the old journal, put it back now. If you do not, the next act of a full admin begins a new one from what this database knows.
notice-zone-taken = This account had no time zone yet. It now has that of this machine: { $zone }. A full admin can change it in the account settings (time_zone).
notice-exposed = { $path } can be read or replaced by other users of this machine. Give it to its owner alone: chmod 600 for files, chmod 700 for their folder.

error-refused-means = Nothing was changed.
error-not-allowed-means = Nothing was changed.
error-sign-in-remedy = If the passphrase is lost, a full admin sets a new one: Me > Operators, or offboard operators passphrase NAME.
error-not-allowed-remedy = Ask an operator who may, or sign in as one.
error-conflict-means = Nothing was changed.
error-conflict-already-batch-remedy = Look at that batch first. To run the same file once more, confirm that you want it again.
error-stale = What this was decided from has changed in the meantime.
error-stale-means = Nothing was changed.
error-stale-remedy = Look again and decide anew.
error-terminated-means = The file is Terminated. Nothing in the account has changed.
error-terminated-remedy = Correct the file and check it again.
error-not-found = There is nothing by the name { $what }.
error-not-found-means = Nothing was changed.
error-not-found-remedy = Check the spelling; in an ID, capitals count too.
error-usage-means = Nothing was done.
error-usage-remedy-of = See offboard { $verb } --help.
error-usage-remedy = See offboard --help.
error-disk-full = There is no room left on the disk.
error-disk-full-means = What was saved before is safe. What was being written now was not saved; a running batch pauses and loses nothing.
error-disk-full-remedy = Make room, then try again or resume the batch.
error-read-only = The file or its folder cannot be written.
error-read-only-means = Nothing was changed.
error-read-only-remedy = Check the permissions, or choose another place.
error-no-such-file = There is no file { $path }.
error-no-such-file-means = Nothing was changed.
error-no-such-file-remedy = Check the path.
error-exists = { $path } is there already.
error-exists-means = It was left as it is.
error-exists-remedy = Choose another name.
error-of-the-database = { $path } belongs to the database that is open.
error-of-the-database-means = Nothing was changed.
error-of-the-database-remedy = Choose another file.
error-not-a-file = { $path } is not a regular file.
error-not-a-file-means = Nothing was changed.
error-not-a-file-remedy = Choose a file.
error-key-missing = The key file { $path } is missing.
error-key-missing-means = Nothing was changed. Without it deleted users cannot be asked about, and the activity log cannot be verified.
error-key-missing-remedy = Put the key file back from your copy of it. If it is lost for good, make a new one with offboard db rekey.
error-key-damaged = The key file { $path } is damaged.
error-key-damaged-means = Nothing was changed. The database itself may be sound.
error-key-damaged-remedy = Put the key file back from your copy of it. If there is none, move the damaged one away and make a new key with offboard db rekey.
error-journal-damaged = The erasure journal { $path } is damaged, was taken away while in use, or is not the journal of this database.
error-journal-damaged-means = Nothing was changed. The database itself may be sound.
error-journal-damaged-remedy = Put your newest copy of the journal back. If there is none, move the damaged one away: a new journal is begun, and an older backup can then only be restored with --despite-gap, without its later deletions.
error-host-key-damaged = The host key { $path } is damaged.
error-host-key-damaged-means = Nobody is served. Nothing was changed.
error-host-key-damaged-remedy = Put the host key back from your copy of it. If there is none, move the damaged one away: a new one is made, and every operator has to accept it.
error-connection-damaged = The file with the connection to the SCIM server, { $path }, is damaged.
error-connection-damaged-means = Nothing was called, and nothing was changed.
error-connection-damaged-remedy = Move it away and connect again with offboard provider connect.
error-other-key = The key file { $path } is not the newest key of this database.
error-other-key-means = Nothing was changed.
error-other-key-remedy = Put the key file of this database in its place, and keep the one that is there under another name.
error-other-account = The backup { $path } was made under another key than the one beside the database.
error-other-account-means = It may belong to another account, or be older than a new key. Nothing was changed.
error-other-account-remedy = Choose another backup, or restore it at a place of its own, beside its own key file.
error-damaged = The database cannot be used: it is damaged, or it is not an Offboard database.
error-damaged-means = It was not changed any further.
error-damaged-remedy = Keep the file as it is and restore the latest backup with offboard db restore.
error-foreign-schema = The database holds something that Offboard did not put there, or lacks something of its own.
error-foreign-schema-means = It was not opened, because that could act with every deletion. Nothing was changed.
error-foreign-schema-remedy = Remove what is foreign, or restore the latest backup with offboard db restore.
error-journal-gap = The erasure journal does not follow from the database or backup. Both have the entries up to { $common }; the database or backup has seen entry { $database }; the journal ends with entry { $journal }.
error-journal-gap-means = Users whose deletion stands only in the missing entries would be back. Nothing was changed.
error-journal-gap-remedy = Put the newest journal back beside the database. If it is there, restore a backup with offboard db restore: every deletion of the journal is done to it again. Only if the journal is lost, add --despite-gap.
error-not-a-backup = { $path } is not a backup: it is no Offboard database.
error-not-a-backup-means = Nothing was changed.
error-not-a-backup-remedy = Choose a file that offboard db backup has written.
error-backup-damaged = The backup { $path } is damaged.
error-backup-damaged-means = It was not restored. The database in place was not changed.
error-backup-damaged-remedy = Choose another backup.
error-export-damaged = { $path } is damaged: it is not as offboard users export --everything wrote it.
error-export-damaged-means = No account was made, and no file was left behind.
error-export-damaged-remedy = Take a folder that was written and copied whole, or write it again with offboard users export --everything.
error-replaced = Another file has taken the place of { $path } while it was open, such as a restored backup.
error-replaced-means = Nothing was written into either.
error-replaced-remedy = Open it again.
error-no-such-folder = There is no folder { $path }.
error-no-such-folder-means = Nothing was written.
error-no-such-folder-remedy = Check the spelling, make the folder, or choose another one.
error-newer-schema = The database was made by a newer version of Offboard.
error-newer-schema-means = It was not changed.
error-newer-schema-remedy = Update Offboard.
error-followed = Another program follows the database, such as Litestream, and has a read under way: the log of the database cannot be emptied.
error-followed-means = Who was deleted is deleted. Until the purge is done, the files of the database still hold them.
error-followed-remedy = Stop that program (systemctl stop litestream), purge (offboard db purge, or offboard deletions resume of the batch), then start it again.
error-busy = Another window or command kept the database busy for too long.
error-busy-means = Nothing was changed.
error-busy-remedy = Try again in a moment.
error-output = The answer could not be written to the output.
error-output-means = What the command did is done and stays; only its answer is missing or cut off.
error-output-remedy = Make room where the output goes, or send it elsewhere, and ask again.
error-io = Reading or writing failed.
error-io-means = What was saved before is safe. What was being written now was not saved; a running batch pauses and loses nothing.
error-io-remedy = Check the disk and the connection to it, then try again.
error-stopped = Stopped on request.
error-stopped-means = What was done until now stays done; the rest was not touched.
error-stopped-remedy = Start again whenever you like.
error-bug = Something went wrong inside Offboard.
error-bug-means = What was saved before is safe. What was being done now was not saved.
error-bug-remedy = Please report it with the technical part.

warning-profile-required = This account requires a connected profile: until they connect again, premium content may stay closed.
warning-no-address = { $count ->
    [one] { $count } learner has no email address and cannot be mailed.
   *[other] { $count } learners have no email address and cannot be mailed.
}

log-whole = { $entries ->
    [one] The activity log is whole: { $entries } entry.
   *[other] The activity log is whole: { $entries } entries.
}
log-fault-changed = The activity log is not whole: entry { $entry } was changed, or what stands before it.
log-fault-changed-up-to = The activity log is not whole: one of the entries 1 to { $entry }, whose key was lost, was changed after the loss.
log-fault-missing = The activity log is not whole: entry { $entry } is missing.
log-fault-cut-after = The activity log is not whole: entries after { $entry } are missing.
log-fault-trace = The activity log is not whole: what the import of entry { $entry } says of single learners was changed.
log-fault-head = The activity log is not whole: its recorded head does not belong to its { $entry } entries.
log-whole-since = The activity log is whole from entry { $first } on. The key of entries 1 to { $last } was lost: they are unchanged since then; whether they were changed before is no longer known.

tombstone-not-an-identifier = This is neither an email address nor a unique user ID.
tombstone-never-seen = Nobody in this account has it, and nobody is known to have had it.
tombstone-given-up = A user of this account had it and gave it up on { $date }; { $operator } changed it.
tombstone-given-up-here = That user is still here.
tombstone-given-up-deleted = That user was deleted later. { $deleted }
tombstone-still-here = Still here: a user of this account has it.
tombstone-before = Before that: { $before }
tombstone-released = Released on { $date } by { $operator }, because: { $reason }
tombstone-released-sometime = Released since; when, by whom and why is not kept here.
tombstone-as-email = As an email address: { $answer }
tombstone-as-id = As a unique ID: { $answer }
tombstone-deleted = Deleted on { $date } in batch { $batch } by { $operator }.
tombstone-deleted-line = Deleted on { $date } in batch { $batch }, line { $line }, by { $operator }.
tombstone-deleted-recovered = Deleted on { $date } in batch { $batch }, line { $line }. The batch is not in this database since a backup was restored on { $since }; the deletion stands in the erasure journal.
tombstone-key-lost = This cannot be answered: the key that deleted identifiers were kept under is lost.

roster-field-preferred-first-name = First name
roster-field-preferred-last-name = Last name
roster-field-primary-email-address = Email
roster-field-unique-user-id = Unique user ID
roster-field-work-title = Title
roster-field-groups = Groups
roster-field-licenses = Licenses
roster-field-attributes = Attributes
roster-field-language = Language
roster-field-connected-profile-status = LinkedIn profile
roster-field-last-access-date = Last active
roster-total = { $field }: { $count ->
    [one] { $count } learner changes.
   *[other] { $count } learners change.
}
roster-total-taken-over = { $count ->
    [one] { $count } learner takes over an address or an ID that another row gives up.
   *[other] { $count } learners take over an address or an ID that another row gives up.
} A column that slipped by a row looks the same: look whether the names fit.
roster-total-license = License { $name }: { $given } given, { $taken } taken.
roster-total-license-missing = { $count ->
    [one] License { $name }: { $count } seat is missing. To set more: People > Licenses, or offboard licenses seats
   *[other] License { $name }: { $count } seats are missing. To set more: People > Licenses, or offboard licenses seats
}
roster-total-license-restated = License { $name }: { $count ->
    [one] { $count } learner keeps it with another status or date.
   *[other] { $count } learners keep it with another status or date.
}
roster-remark = { $what }: { $count ->
    [one] { $count } row
   *[other] { $count } rows
} ({ $lines }). Imported as it stands: correct the file first if it is not meant.
lines-named = { $count ->
    [one] line { $lines }
   *[other] lines { $lines }
}
lines-named-more = lines { $lines } and { $more } more
damaged-words-formula = Text of a formula
damaged-words-error-value = Error value of a spreadsheet
damaged-words-date = Date in place of a word
damaged-words-fraction = Number with decimals
damaged-words-exponent = Number in powers of ten
damaged-words-grouping = Number with its digits in groups
damaged-words-nothing-word = A program’s word for an empty cell
damaged-words-text-mark = A spreadsheet’s mark for text
damaged-words-mojibake = Text in the wrong encoding
damaged-words-lost-zeros = Number that lost the zeros before it
damaged-words-lost-digits = Number that lost the digits after the fifteenth
roster-new-groups = { $count ->
    [one] { $count } new group: { $names }
   *[other] { $count } new groups: { $names }
}
roster-emptied = { $field }: { $count ->
    [one] { $count } is emptied.
   *[other] { $count } are emptied.
}
import-learner-added = added
import-fields-changed = changed: { $fields }
import-licenses-given = license given: { $names }
import-licenses-taken = license revoked: { $names }
import-groups-joined = joined: { $names }
import-groups-left = left: { $names }
import-mailed = mailed
roster-added = added
roster-changed = changed
roster-unchanged = unchanged
roster-refused = refused
roster-unreadable = unreadable
roster-fault-column = Column { $column }: { $message }
roster-fault-license-status = Write active, invited, activated or inactive.
roster-fault-connection = Write Connected or Not connected.
roster-fault-language = Write en or id. To keep other languages, keep the column as an attribute.
roster-fault-repeated-header = The header row again; not a user. It is passed over, and no action is needed.
roster-headers-again = The header stands again on { $lines }: passed over.
roster-fault-date = This is no date that has been. Write it like 2026-12-31.
roster-fault-two-emails = The primary and the invited email address differ. Keep one of them.
roster-fault-change-without-pair = The column that stands beside it is empty or missing, so nobody is meant.
roster-fault-other = The row cannot be read ({ $code }).

reason-licensed-already = The learner holds exactly this license already.
reason-not-licensed = The learner holds no license.
reason-request-gone = There is no such request.
reason-open-request = The learner has an open request for this already: request { $request }.
reason-request-held-by = { $name } has claimed this request.
reason-request-unclaimed = Nobody has claimed this request.
reason-waits-for-approver = The request waits for approval: whoever can approve it can reject it. You can cancel it.
reason-request-is-new = The request is new.
reason-request-is-in-review = The request is in review.
reason-request-is-waiting-for-learner = The request waits for the learner.
reason-request-is-waiting-for-approval = The request waits for approval.
reason-request-is-scheduled = A deletion batch carries the request out.
reason-carried-there = The request is carried out at the provider. Take its change back, or give it up, first: Me > At the provider.
reason-request-is-done = The request is done.
reason-request-is-rejected = The request was rejected.
reason-request-is-cancelled = The request was cancelled.
reason-not-one-line = This has to be one line without tabs or other control characters: { $text }
reason-text-missing = Some words are needed here.
reason-no-address = The learner has no email address to mail to.
reason-own-approval = You asked for this yourself. Somebody else must approve it.
reason-shared-access = You and whoever asked for this count as one person: one of you, or somebody through whom you both have access, gave it alone while a second full admin was asked for. Another full admin must approve it. Where there is none: 72 hours after the access was given, the setting second_admin can be switched off, and on again; then everybody counts as they are.
reason-approval-expired = The approval was not given within 72 hours. It must be asked for again.
reason-approval-outdated = This is not any more what approval was asked for. Look again at what waits now. A request can be returned with a question; then approval can be asked for anew.
reason-operator-gone = There is no such operator.
reason-last-full-admin = This is the last full admin who can sign in. Make somebody else a full admin with a passphrase first.
reason-operator-unchanged = The operator is that already.
reason-passphrase-first = With a second operator everybody must sign in. Set your own passphrase first: Me > Passphrase.

mail-kind-license-revoked = license revoked
mail-kind-request-reply = reply on a request
mail-kind-request-outcome = outcome of a request
entry-kind-note = Note for operators
entry-kind-reply = Reply to the learner

act-license-set = license set
act-batch-approve = deletion batch approved
act-batch-expire = deletion batch withdrawn: not approved in time
act-request-new = request recorded
act-request-claim = request claimed
act-request-release = request given back
act-request-note = note added to a request
act-request-reply = learner mailed on a request
act-request-verify = identity checked
act-request-wait = request waits for the learner
act-request-go-on = request goes on
act-request-ask = approval asked for
act-request-do = request carried out
act-request-approve = request approved
act-request-reject = request rejected
act-request-cancel = request cancelled
act-request-expire = approval not given in time
act-request-outdated = approval void: the learner was changed
act-request-fulfilled = request closed: done by another road
act-operator-add = operator added
act-operator-role = role of an operator changed
act-operator-disable = operator disabled
act-operator-enable = operator enabled
act-operator-passphrase = passphrase of an operator set

receipt-license-given-one = { $name } has the license { $license } now.
receipt-license-given = { $count ->
    [one] { $count } learner has the license { $license } now.
   *[other] { $count } learners have the license { $license } now.
}
receipt-license-revoked-one = The license of { $name } is revoked.
receipt-license-revoked = { $count ->
    [one] The license of { $count } learner is revoked.
   *[other] The licenses of { $count } learners are revoked.
}
receipt-batch-approved = Batch { $batch } is approved.
receipt-request-taken = Request { $request } is recorded.
receipt-request-claimed = Request { $request } is yours.
receipt-request-released = Request { $request } is given back.
receipt-request-noted = The note is added to request { $request }. Only operators read it.
receipt-request-replied = The reply on request { $request } will be mailed to the learner.
receipt-request-replied-waits = The reply on request { $request } will be mailed to the learner. The request waits for the learner: its clock stands still.
receipt-identity-verified = The identity on request { $request } is verified.
receipt-identity-not-verified = The identity on request { $request } is not verified any more.
receipt-request-waits = Request { $request } waits for the learner; its clock stands still.
receipt-request-goes-on = Request { $request } goes on; the pause is added to its due date.
receipt-approval-asked = Request { $request } waits for approval by somebody else, for 72 hours at the most.
receipt-request-done = Request { $request } is done.
receipt-request-scheduled = Request { $request } is being carried out by batch { $batch }.
receipt-request-rejected = Request { $request } is rejected.
receipt-request-cancelled = Request { $request } is cancelled.
receipt-operator-added = { $name } is an operator now.
receipt-role-changed = The role of { $name } is { $role } now.
receipt-operator-disabled = { $name } cannot sign in any more.
receipt-operator-enabled = { $name } can sign in again.
receipt-passphrase-reset = The passphrase of { $name } is set.

warning-identity-not-verified = The identity of who asked is not verified.

log-detail-unreadable = cannot be read: { $text }
log-detail-changes = changes
log-detail-change = change
log-detail-handover = portion
log-detail-file = file
log-detail-files = files
log-detail-finds = can be searched
log-detail-deletes = deletes people
log-detail-call = call
log-detail-code = answer
log-detail-whole = whole batch
log-detail-doubts = doubts
log-detail-confirmed = confirmed
log-detail-overdue = no evidence in time
log-detail-unknown = unknown
log-detail-released = released
log-detail-left = left
log-value-patch = change of a record
log-value-put = replacement of a record
log-value-yes = yes
log-value-no = no
log-value-unknown = not known
log-value-true = yes
log-value-false = no
log-value-header-only = a header and nothing else
log-value-unreadable = rows that cannot be read
log-value-from-the-future = taken in the future
log-value-nothing-in-common = nobody of the account in it
log-value-part = too many are missing
log-value-older = older than the last one
log-value-cut-short = cut off at the end
log-value-template = template
log-value-prepared = deletion CSV made of a list
log-value-roster-rows = rows of a roster
log-detail-seats = seats
log-detail-moved = moved
log-detail-to = to license
log-detail-licenses = licenses
log-detail-groups = groups
log-detail-columns = columns
log-detail-licenses-made = license types made
log-detail-groups-made = groups made
log-detail-door = by
log-detail-seconds = kept out for seconds
log-value-console = the console
log-value-command-line = the command line
log-detail-mailed = mailed
log-detail-corrected-lines = corrected lines
log-detail-taken-over = addresses or IDs taken over
log-detail-trace = checksum per learner
log-detail-request = request
log-detail-kind = kind
log-detail-batch = batch
log-detail-license = license type
log-detail-stopped = queued emails to register, taken back
log-detail-operator = operator
log-detail-role = role
log-detail-courses = courses
log-detail-doubtful = doubtful places
log-detail-emptied = emptied
log-detail-entries-before = entries before
log-detail-fields = fields
log-detail-moments = moments
log-detail-period = period
log-detail-time-zone = time zone
log-value-auditor = auditor
log-value-help-desk = help desk
log-value-sub-admin = sub admin
log-value-full-admin = full admin
log-value-first-name = first name
log-value-last-name = last name
log-value-email = email
log-value-unique-id = unique ID
log-value-job-title = job title
log-value-language = language
log-value-attributes = attributes
log-value-remembered = remembered
log-value-roster = roster of users
log-value-learning = learning report
log-value-none = none
log-value-disconnect = disconnect
log-value-revoke = revoke
log-value-delete = delete

reason-identity-unverified = Nobody has verified the identity yet.
reason-only-to-disconnect = Only for a request to disconnect.
reason-no-result = The request has no result yet.
reason-no-outcome-mail = There is no mail about the outcome.
reason-no-batch-of-request = No deletion batch did what this request asks for.
reason-settings-changed-by = { $name } has saved the account settings in the meantime. Look at them again before you change them.
reason-settings-wait-for = { $name } asks for a change of the settings already, and it waits for approval. Approve that one first, or let it lapse.
warning-ends-waiting-setting = A change of this setting waits for another full admin. It ends with yours: what was asked for then is not done.
act-settings-ask = change of the account settings asked for
out-setting-waiting = Waits for another full admin (waiting)
reason-question-open = Whoever was asked for approval has a question. Answer it with a note first, or reply to the learner.
request-next-question = It came back with a question. Answer it with a note (i), then ask for approval again (d).
request-next-batch = A batch was made of it, and that one is approved or withdrawn: a leads there.
mail-approval-withdrawn = { $name } has withdrawn it before it began. Nobody was deleted by it; what it was made of is open again.
report-no-courses = The learning reports that were imported name no courses. Press i to import a detail report, which does.
cli-advice-other-name = Choose another name.
cli-import-gone-draft = A draft deletion CSV: --leavers FILE
cli-db-unregistered = { $count ->
    [one] { $count } identifier of a learner is
   *[other] { $count } identifiers of learners are
} not in the registry by which rows of files are found. Restore the newest backup, or report it.
cli-db-orphans = { $count ->
    [one] { $count } row belongs
   *[other] { $count } rows belong
} to nobody who is there any more.
cli-db-figure = The figure that is kept of { $name ->
    [users] the users
    [connected] the connected users
    [on_hold] the users on hold
    [invited] the invitations
    [activated] the activated licenses
    [group_members] the members of groups
   *[other] { $name }
} is { $kept }; counted, it is { $counted }.
describe-license-stays-unconnected = the account and the learning history, { $minutes } min so far
cli-warn-seed = { $count ->
    [one] { $count } demo learner is added to this account. Demo learners are for trials: nobody can tell them from real people afterwards.
   *[other] { $count } demo learners are added to this account. Demo learners are for trials: nobody can tell them from real people afterwards.
}
cli-warn-revoke = { $count ->
    [one] The license of { $count } learner will be taken, and with it the access.
   *[other] The licenses of { $count } learners will be taken, and with them the access.
}
cli-warn-approve = { $count ->
    [one] { $count } user will be deleted permanently, at once or when the batch is due.
   *[other] { $count } users will be deleted permanently, at once or when the batch is due.
}
cli-deletions-approve--yes = Do not ask on the terminal
cli-users-license--yes = Do not ask on the terminal
cli-seed--yes = Do not ask on the terminal
batch-deleted-of = { $total ->
    [one] { $done } of { $total } user deleted
   *[other] { $done } of { $total } users deleted
}
replaced-elsewhere = The database was replaced by a backup from outside this console. It was opened again: what you see is what stands there now.
receipt-operator-added-without = { $name } is an operator now, and cannot sign in before a passphrase is set: Reset passphrase.
cli-not-sure = This was not “{ $word }”; nothing was done.
wizard-all-data = All user data will be deleted permanently.
upload-only-csv = Only CSV is supported
wizard-step-instructions = Instructions
wizard-step-upload = Upload
wizard-step-review = Review
wizard-step-confirm = Confirm
request-closed-undone = closed
users-none-any-more = There is nobody in this account any more. Press a to add users: by hand, or from a CSV.
reason-nobody-here = No learner is in the list.
attribute-manager = manager
attribute-department = department
attribute-location = location
cli-usage-check-forgets = --check changes nothing, and --forget-columns forgets what is remembered. Give one of them.
import-step-file = File
import-step-columns = Columns
import-step-period = Period
import-step-review = Review
import-step-confirm = Confirm
import-step-save = Save
import-step-taken = Taken
settings-waits-what = ▲ waits: { $what }
settings-waits = ▲ a change waits for another full admin
reason-changed-meanwhile = { $name } was faster and has changed it meanwhile ({ $what }). Look at it again before you change it.
reason-changed-request = learner or type
mail-kind-request-received = request received
mail-kind-batch-approval = approval of a batch
act-batch-approval-lapse = approval of a deletion batch lapsed
act-batch-confirmer-left = deletion batch paused: whoever answered for it may not delete any more
act-journal-lost = erasure journal lost; a new one was begun
act-clock-bound = moments set by a wrong clock brought back

reason-not-own = Your role sees only what is its own here, and this is somebody else’s.

row-ids-disagree-unknown-id = The email is known, but nobody has this ID. IDs are compared exactly, capitals too. Correct the ID, or leave it empty.
row-ids-disagree-unknown-email = The ID is known, but nobody has this email. Correct the email, or leave it empty.
row-ids-disagree-two-readings = This is the email of one user and the ID of another, and one of them is deleted already. Fill in the other column too, so that it is clear who is meant.
row-ids-disagree-two-spellings = Two users have this email, each with another spelling of its domain. Write the ID of the one who is meant in the column unique_user_id.
row-ids-disagree-several-ids = Several users have this email as their ID, each with other capital letters. Write the ID in the column unique_user_id, exactly as the user has it.
terminated-found-columns = Found instead: { $names }. Rename the columns, or start from the template.
terminated-empty = The file is empty. It begins with a header row, then a row per user.
file-without-rows = The file has a header and no row: there is nothing to delete.
reason-account-in-use = Demo learners are added only to an account that never had a user. Make another with offboard init, or use offboard demo.
# --- 3 ---

## Command names, help and menus


# --- 4 ---

command-home-help = Shows what waits: seats, batches, requests, mail.
command-home-words = start overview
command-users-help = Finds learners over the whole account.
command-users-words = learners people employees staff
command-groups-help = Lists groups with their members.
command-groups-words = teams departments
command-requests-help = Lists what learners asked for.
command-requests-words = tickets help desk
command-reports-help = Shows learning by month and by course.
command-reports-words = statistics figures
command-me-help = Opens your own menu: deletion, records, settings, sign out.
command-palette = Go to
command-palette-help = Goes anywhere and does anything by its name or path; to a learner by name, email or ID, to a batch or request by its number.
command-running-batch = Running batch
command-running-batch-help = Shows the deletion batch that is running.
command-follow-toast = Show it
command-follow-toast-help = Goes to where what was just done can be seen.
command-refresh = Refresh
command-refresh-help = Loads what the screen shows once more.
command-back = Back
command-back-help = Goes one step back; typed text is never lost without asking.
command-help = Help
command-help-help = Shows the keys that work here.
command-help-words = keys shortcuts
command-quit = Quit
command-quit-help = Leaves the console; a running batch goes on at the next start.
command-quit-words = exit leave
command-suspend = Suspend Offboard
command-suspend-help = Gives the terminal back to the shell; fg brings the console back as it was.
command-authenticate-help = Shows how users come into the account and leave it.
command-automate-help = Shows the sections of automated user management.
command-user-deletion-help = Shows the deletion batches and starts a new one.
command-user-deletion-words = erase remove leavers batches
command-delete-users-help = Deletes the users of a CSV file permanently, after a review.
command-delete-users-words = erase remove leavers csv upload
command-deleted-users-help = Says whether an email or ID belonged to a deleted user.
command-deleted-users-words = erased tombstones
command-activity-log-help = Lists every act: when, who, what, on whom.
command-activity-log-words = audit history
command-outbox-help = Lists mail that waits, was sent, or failed.
command-outbox-words = mail messages letters
command-operators-help = Lists who may use this console, and as what.
command-operators-words = admins accounts roles
command-account-settings-help = Changes how this account handles deletion and mail.
command-account-settings-words = preferences gates
command-residue = Look for residue
command-residue-help = Searches fields and files for addresses of deleted people, and shows the places.
command-residue-words = scan search leftover doubtful
residue-looking = The fields and the files of the database are being searched.
residue-none = Nothing is left: no text and no file of the database holds the address of somebody deleted. The folders mail and exports are not looked into.
residue-of-user = Learner { $name }
residue-of-operator = Operator { $name }
residue-in-group = Group
residue-in-license-type = License type
residue-in-course = Course
residue-in-request = Request
residue-in-letter = Letter
residue-in-batch = Batch
residue-in-evidence = Evidence
residue-in-change = Change at the provider
residue-byte = byte { $at }
residue-more = The first { $count } places are shown.
command-back-up = Back up now
command-back-up-help = Writes a copy of the database, and says where it is.
command-back-up-words = copy save backup cadangan
command-restore-backup = Restore a backup
command-restore-backup-help = Replaces the database by a backup. It says what would be replaced, and asks first.
command-restore-backup-words = database recover pulihkan cadangan
back-up-explained = Left empty, the backup gets a dated name in the folder backups beside the database.
back-up-stopped = Stopped: no backup was made.
restore-stopped = Stopped: nothing was replaced.
back-up-working = The database is being copied.
hint-stop = stop
work-rate = { $size }/s
work-stopping = Stopping …
back-up-done = The backup is written
back-up-key = The key file beside the database is not in it. Keep a copy of that too: without it no backup can be restored.
back-up-close = Close
restore-file = Backup
restore-look = Look at it
restore-explained = Which backup? Nothing is changed before you have seen what it would replace.
restore-browse = choose a file
restore-account = Account in it
restore-made = Made
restore-not-before = not before { $moment }, the last act in its log
restore-unknown = not known
restore-users = Users in it
restore-replaces = Is replaced
restore-users-now = Users there now
restore-warning = What was done since the backup is lost, except deletions and what guards the account: those are applied to it. The replaced database is kept until the next purge. Batches that were under way in the backup wait until you resume them.
restore-button = Restore
restore-word = Type { $word }
restore-working = The backup is made ready beside the database. Until it takes its place, nothing is changed.
restore-done = The backup is restored
restore-anew = This console still shows the database that was replaced. It now closes, opens the restored one, and asks who you are where that account has passphrases.
restore-open = Open it
command-language-help = Changes the language of the console.
command-language-words = bahasa english indonesia
command-theme-help = Changes the colours of the console.
command-theme-words = colours dark light
command-zone = Time zone
command-zone-help = Changes the time zone in which you read and type dates. Letters and files keep that of the account.
command-zone-words = zone clock dates
command-passphrase = Passphrase
command-passphrase-help = Sets the passphrase with which you sign in.
command-passphrase-words = password
command-sign-out-help = Lets somebody else sign in.
command-sign-out-words = log out logout leave
command-view-profile-help = Opens the learner’s profile; find the learner and press Enter.
command-more-help = Opens the menu of what can be done here.
command-disconnect-help = Disconnects the LinkedIn profile; find the learner, open the profile, More.
command-disconnect-words = unlink linkedin
command-licenses-help = Assigns or revokes licenses; find the learner, More.
command-licenses-words = revoke assign
command-new-request-help = Records what a learner asks for; find the learner, More.
command-place-hold-help = Protects a learner from deletion; find the learner, More.
command-place-hold-words = litigation freeze
command-lift-hold-help = Ends the protection from deletion; find the learner, More.
command-lift-hold-words = litigation unfreeze
command-delete-user-help = Deletes the learner permanently, after a review; find the learner, More.
command-delete-user-words = erase remove
command-add-to-group = Add to a group
command-add-to-group-help = Adds the marked learners, or the one on the profile, to a group.
command-remove-from-group = Remove from a group
command-remove-from-group-help = Takes the marked learners, or the one on the profile, out of a group.
command-search = Search
command-search-help = Searches as you type: learners by name, email and ID; requests by owner, channel and number too.
command-search-words = find
command-filter = Filter
command-filter-help = Shows only some rows: learners by license, profile, group or hold; requests by type and state.
command-filter-words = narrow
command-mark = Mark
command-mark-help = Marks the learner under the cursor, or takes the mark away.
command-sort = Sort
command-sort-help = Sorts by another column; the same one again turns the order around.
command-mark-range = Mark range
command-mark-range-help = Marks every learner from the last mark to the cursor.
command-mark-all = Mark all
command-mark-all-help = Marks every learner that passes search and filters.
command-clear-marks = Clear marks
command-clear-marks-help = Takes all marks away.
command-export-users = Export
command-export-users-help = Writes the learners that pass search and filters to a CSV file.
command-export-users-words = roster download csv
command-edit-profile = Edit employee info
command-edit-profile-help = Edits the employee info of the learner.
command-export-learner-report = Export report
command-export-learner-report-help = Writes the learner report to a CSV file.
command-next-tab = Next tab
command-next-tab-help = Shows the next tab.
command-previous-tab = Previous tab
command-previous-tab-help = Shows the tab before.
command-open-group = Members
command-open-group-help = Lists the members of the group.
command-create-group = New group
command-create-group-help = Makes a new group.
command-rename-group = Rename group
command-rename-group-help = Gives the group another name.
command-remove-group = Remove group
command-remove-group-help = Removes the group; its members stay in the account.
command-verify-identity = Verify identity
command-verify-identity-help = Notes how the identity of who asked was verified.
command-unverify-identity = Take verification back
command-unverify-identity-help = Notes that the identity of who asked is not verified after all.
command-say-how-to-disconnect = Reply: how to disconnect oneself
command-say-how-to-disconnect-help = Mails a learner who has left how to disconnect without us.
command-wait-for-learner = Wait for learner
command-wait-for-learner-help = Stops the clock of a request until the learner answers.
command-go-on-with-request = End waiting
command-go-on-with-request-help = Ends the waiting for the learner; the pause is added to the due date.
command-cancel-request = Cancel request
command-cancel-request-help = Closes a request that is no longer wanted.
command-release-request = Release
command-release-request-help = Gives a claimed request back.
command-proof-in-log = Proof: activity log
command-proof-in-log-help = Opens the activity log, in which the result of a request stands.
command-proof-in-outbox = Proof: mail
command-proof-in-outbox-help = Opens the outbox, in which the mail about the outcome lies.
command-proof-in-batch = Proof: batch
command-proof-in-batch-help = Opens the deletion batch that carried a request out.
command-add-operator = Add operator
command-add-operator-help = Adds somebody who may use this console, with a role and a passphrase.
command-change-role = Change role
command-change-role-help = Gives the operator under the cursor another role.
command-disable-operator = Disable
command-disable-operator-help = Keeps the operator under the cursor from signing in.
command-enable-operator = Enable
command-enable-operator-help = Lets a disabled operator sign in again.
command-reset-passphrase = Reset passphrase
command-reset-passphrase-help = Sets a new passphrase for the operator under the cursor and ends a lock-out.
command-approve-batch-help = Lets a batch begin that waits for a second full admin.

# --- 4 ---

## Command line


cli-cancelled = Batch { $batch } is cancelled. What it had deleted stays deleted; the rest was not touched.
cli-cancel-too-late = Batch { $batch } could not be cancelled: its last user was deleted before it stopped.
# --- 5 ---

cli = The terminal admin console for letting learners go, safely
cli-after-help = Without a command, the console opens. Data is written to stdout, everything else to stderr.
    Exit codes: 0 done; 1 done in part, or refused for what the data says; 2 usage; 3 not allowed; 4 conflict; 5 the environment (disk, files, permissions); 70 a bug.
cli-heading-usage = Usage
cli-heading-in-usage = [OPTIONS]
cli-heading-command = COMMAND
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-globals = Global options
cli-help-values = [one of: { $values }]
cli-help-default = [default: { $value }]
cli-help-env = [environment: { $name }]

cli--db = The database
cli--config = The configuration file
cli--account = The account of this name in the section [accounts] of the configuration; it goes before --db
config-no-account = The configuration has no account { $name }. { $count ->
    [0] Its section [accounts] names none.
   *[other] There are: { $names }.
 }
cli--lang = The language; by default that of the locale
cli--operator = Who is asking; the passphrase comes from OFFBOARD_PASSPHRASE or is asked for
cli--format = How lists and summaries are written
cli--bom = Begin CSV with a byte order mark, for Excel
cli--no-color = No colours; NO_COLOR says the same
cli--quiet = No narration and no progress
cli--timings = Where the times of the phases are written, one JSON object a line; - is stderr
cli--frame-log = Where the console logs its frames, one JSON object a line
cli--help = Show this help
cli--version = Show the version
cli--output = Where to write it; - is stdout
cli--force = Replace a file that is there
cli--limit = At most so many
cli--key = Email address, or unique user ID exactly as it is
cli--keys = Email addresses, or unique user IDs exactly as they are
cli--batch = Number of the batch
cli--reason = Why; it is put on record
cli--search = Words that stand in name, email or ID
cli--license = Only this license status
cli--group = Only members of this group
cli--connected = Only with a connected LinkedIn profile
cli--not-connected = Only without a connected LinkedIn profile
cli--on-hold = Only on legal hold
cli--no-purge = Do not wait until what was deleted is purged from the files

cli-demo = Opens the console on a fresh demo account, or on one that was kept
cli-demo--learners = How many demo learners
cli-demo--provider = Where the account lives; scim brings a server of its own, on this machine
cli-demo--role = The role to be signed in with
cli-demo--at = The file to keep the account in, with its folders beside it; a demo account that is there is opened. By default it goes when the console is closed
cli-demo--plain-data = Write a deletion CSV that fits every demo account of 250 learners or more to a file instead, and open nothing
cli-init = Makes a new database with one full admin
cli-init--account = Name of the account
cli-init--admin = Email address of the full admin
cli-init--admin-name = Name of the full admin; by default what stands before the @
cli-init--time-zone = Time zone in which days are counted and dates are shown, by its IANA name; by default that of this machine
cli-seed = Adds demo learners with licenses, groups and learning history
cli-seed--learners = How many
cli-seed--seed = The same seed gives the same learners

cli-users = People
cli-users-list = Lists users
cli-users-list--sort = Order by this column
cli-users-list--descending = Largest first
cli-users-show = Shows a profile
cli-users-add--first = First name
cli-users-add--last = Last name
cli-users-add--email = Primary email address
cli-users-add--id = Unique user ID
cli-users-add--job-title = Job title
cli-users-add--language = Language of the user
cli-users-add--license = A license type that the user gets
cli-users-add--group = A group that the user is in
cli-users-license--give = Give this license type and leave the others
cli-users-license--take = Take this license type away and leave the others
cli-licenses = License types and seats
cli-licenses-list = Lists license types with their seats
cli-licenses-add--name = Its name
cli-licenses-add--seats = How many seats it has
cli-licenses-rename--name = Its name
cli-licenses-rename--new = Its new name
cli-licenses-seats--name = Its name
cli-licenses-seats--seats = How many seats it has from now on; not fewer than are in use
cli-licenses-remove--name = Its name
cli-licenses-remove--move-to = The license type that its learners get in its place
cli-users-import = Adds and changes users from a roster CSV: all of it or nothing
cli-users-import--file = The roster CSV
cli-users-import--check = Only check; nothing is changed
cli-users-import--in-part = Import what can be imported although some rows fail
cli-users-import--empty = Let empty cells of this column empty what stands there; without it they change nothing
cli-users-import--make-licenses = Make the license types that the file names and that there are not
cli-users-import--no-mail = Mail nobody who loses a license or a connected profile
cli-users-import--leavers = Write the users whom the file leaves out as a draft deletion CSV
cli-users-import--license = The license type of which a column of the license status speaks; the only one where there is only one
cli-users-export = Writes all users as a roster CSV
cli-users-edit = Changes a profile; an empty value clears it
cli-users-edit--first-name = First name
cli-users-edit--last-name = Last name
cli-users-edit--email = Primary email address
cli-users-edit--id = Unique user ID
cli-users-edit--job-title = Job title
cli-users-edit--language = Language of the learner
cli-users-edit--attributes = A custom attribute; can be given several times
cli-users-disconnect = Disconnects LinkedIn profiles; account, license and history stay, and each learner is mailed
cli-users-hold = Places a legal hold, or lifts it
cli-users-hold--lift = Lift the hold

cli-deletions = Deletes users: files, batches, deleted identifiers
cli-deletions-check = Reviews a file; nothing is deleted
cli-deletions-check--file = The deletion CSV
cli-deletions-check--rows = List every row with what would become of it
cli-deletions-run = Deletes the users in a file; asks first
cli-deletions-run--file = The deletion CSV
cli-deletions-run--yes = Do not ask
cli-deletions-run--confirm = The phrase that a safety gate asks for
cli-deletions-run--wait = Days to wait before the first deletion, 0 to 7
cli-deletions-run--again = Run a file again that was run before
cli-deletions-list = Lists batches
cli-deletions-show = Shows a batch
cli-deletions-show--rows = List its rows
cli-deletions-show--outcome = Only rows of this outcome
cli-deletions-results--all = Every row, while the upload is kept
cli-deletions-certificate = Writes the erasure certificate of a batch, or verifies one
cli-deletions-certificate--verify = Verify this certificate
cli-deletions-release = Lets a deleted email address or ID be used again
cli-deletions-release--only = Leave the other identifier of the same user refused
cli-deletions-package = Makes files that the hosted product will take
cli-deletions-package--file = The deletion CSV
cli-deletions-package--output = The folder to write them to

cli-requests = Learners' requests
cli-help = Shows what a command does and takes
cli-help--command = Which command, such as deletions run
cli-version = Shows the version
cli-requests-list = Lists requests
cli-requests-list--view = Which view
cli-requests-list--user = Only of this learner
cli-requests-list--kind = Only those that wish this
cli-requests-list--state = Only those that stand so
cli-requests-list--search = Only those in which every word stands: learner, email, ID, channel, owner, or #number
cli-requests-show = Shows a request
cli-learning = Learning reports
cli-learning-import = Takes in a learning report: a summary or a detail of a period. The same period again replaces it
cli-learning-import--file = The report, as it was downloaded
cli-learning-import--check = Only check; nothing is changed
cli-learning-import--period = The period that the report is about: 2026-10-01..2026-10-31, or a month as 2026-10
cli--map = Where the column of a header goes: a column's name, or ignore; attribute and license:TYPE where users are imported
cli--ignore = Leave the column of this header out
cli--ignore-unknown = Leave out every column that is not known
cli--dates = What stands first in dates such as 03/04/2026: day-first or month-first
cli--times = What times such as 1:30 count: hours-minutes or minutes-seconds
cli--forget-columns = Forget what was said of files with this header line before
cli-columns-remembered = The columns go where they were sent the last time a file with this header line was imported. To decide anew: --map, or --forget-columns.
cli-columns-bad-map = { $said } does not say where a column goes. Write --map 'HEADER=COLUMN', for instance --map 'Employee ID=unique_user_id', or --map 'HEADER=ignore'. Nothing was changed.
cli-columns-no-header = The file has no column { $header }. Nothing was changed.
cli-columns-open = { $count ->
    [one] { $count } column of the file is not known:
   *[other] { $count } columns of the file are not known:
}
cli-columns-open-line = {"  "}{ $header }   { $samples }
cli-columns-open-means = Say where each goes with --map 'HEADER=COLUMN', leave it out with --ignore HEADER, or leave all of them out with --ignore-unknown. Nothing was changed.
cli-learning-period-offered = Say which period the report is about. Its rows name { $days }: --period { $days }. Nothing was changed.
cli-learning-period-needed = Say which period the report is about: --period 2026-10-01..2026-10-31, or --period 2026-10. Nothing was changed.
cli-learning-read = { $kind ->
    [summary] Learner summary
   *[detail] Learner detail
} of { $period }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $matched } about learners of this account.
cli-learning-effect = { $learners ->
    [one] 1 learner
   *[other] { $learners } learners
}, { $courses ->
    [one] 1 new course
   *[other] { $courses } new courses
}; the totals { $minutes_way ->
    [fewer] go down by { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }
    [same] keep their minutes
   *[more] go up by { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }
} and { $completions_way ->
    [fewer] go down by { $completions ->
        [one] 1 completion
       *[other] { $completions } completions
    }
    [same] keep their completions
   *[more] go up by { $completions ->
        [one] 1 completion
       *[other] { $completions } completions
    }
}.
cli-learning-replaces = This period was imported before and is replaced. { $count ->
    [0] Every learner of the earlier import is in this one.
    [one] { $count } learner of the earlier import is not in this one and loses what it said.
   *[other] { $count } learners of the earlier import are not in this one and lose what it said.
}
cli-learning-checked = Only checked: nothing was changed.
learning-empties = { $count ->
    [one] 1 learner of the earlier import
   *[other] { $count } learners of the earlier import
} of this period would lose what it said, and { $kept } would keep it. The file may be cut short, or another one.
cli-learning-import--yes = Do not ask where the period loses most of its learners
cli-learning-correct--yes = Do not ask where the period loses most of its learners
learning-row-not-found = No learner of this account has this email or ID.
learning-row-already-deleted = The learner was deleted.
learning-row-ids-disagree = The email and the ID belong to different learners.
learning-row-duplicate = The learner stands on an earlier line, and that line counts.
learning-row-empty-row = The row has neither email nor ID.
learning-row-invalid-identifier = The email or the ID cannot be one.
learning-row-invalid-time = The time is not written as H:MM:SS or as a plain number.
learning-row-time-without-unit = The number has no unit: write H:MM:SS, or name hours, minutes or seconds in the header.
learning-row-invalid-number = A number cannot be read.
learning-row-invalid-date = A date cannot be read.
learning-row-no-title = The row has no title.
learning-row-malformed-row = The row has more fields than the header, a NUL, or a field that is too long.
cli-reports = Reports
cli-reports-aggregate = Totals by month or course; never recalculated when learners are deleted
cli-reports-aggregate--by = By month or by course
cli-reports-learner = The report of one learner
cli-outbox = Mail
cli-outbox-list = Lists messages
cli-outbox-show = Shows a message
cli-outbox-show--message = Number of the message
cli-outbox-send = Delivers the mail that waits
cli-outbox-send--messages = Messages to send again
cli-audit = The activity log
cli-audit-list = Lists entries
cli-audit-list--user = Only what concerns this learner
cli-audit-list--by = Only what this operator did
cli-audit-list--act = Only this act, by its code in JSON
cli-audit-list--refused = Only what was refused
cli-audit-list--from = Only from this day on (2026-11-27, in your own time zone, or else the account's)
cli-audit-list--to = Only up to this day, which is included
cli-audit-export--user = Only what concerns this learner
cli-audit-export--by = Only what this operator did
cli-audit-export--act = Only this act, by its code in JSON
cli-audit-export--refused = Only what was refused
cli-audit-export--from = Only from this day on (2026-11-27, in your own time zone, or else the account's)
cli-audit-export--to = Only up to this day, which is included
cli-advice-acts = The codes of acts stand in the field act of offboard audit list --format json.
cli-usage-day = “{ $day }” is no day. Write it like 2026-11-27.
cli-operators = Operators of this console
cli-operators-list = Lists operators
cli-account = Account settings
cli-account-show = Shows the settings
cli-account-set = Changes settings
cli-account-set--settings = The setting and its value, such as wait_days=3
cli-db = The database
cli-db-check = Examines the database
cli-db-backup--file = Where to write it; a dated file in the folder backups beside the database unless named
cli-db-restore = Replaces the database by a backup; later deletions are applied to it
cli-db-restore--file = The backup
cli-db-restore--yes = Do not ask
cli-db-restore--despite-gap = Restore although the erasure journal lacks entries that the backup has seen
cli-db-restore--discard = Do not keep the database that is replaced
cli-db-purge = Purges what was deleted from the files of the database
cli-db-rekey = Makes a new key in place of a lost one; deleted users can no longer be asked about
cli-db-rekey--yes = Do not ask
cli-completions = Writes completions for a shell
cli-completions--shell = The shell
cli-man = Writes the manual page
cli-man--command = The command whose page it is
cli-man--output = A folder to write every page to

cli-usage-one-too-many = “{ $argument }” is one value too many here.
cli-usage-unknown-argument = There is no option { $argument } here.
cli-usage-unknown-command = There is no command “{ $command }”.
cli-usage-missing-command = A command is missing.
cli-usage-missing-argument = This is missing: { $argument }
cli-usage-missing-value = { $argument } needs a value.
cli-usage-conflict = { $argument } and { $other } cannot go together.
cli-usage-invalid-value = “{ $value }” cannot be the value of { $argument }.
cli-usage-valid-values = It can be: { $values }.
cli-usage-operator = Say who is asking: --operator NAME.
cli-usage-passphrase = The passphrase must be in OFFBOARD_PASSPHRASE, or there must be a terminal to ask for it.
cli-usage-yes = There is no terminal to ask on. Whoever calls this from a script says that they mean it: add --yes.
cli-usage-restore-yes = There is no terminal to ask on. To replace the database without being asked, add --yes.
cli-usage-rekey-yes = There is no terminal to ask on. To make a new key without being asked, add --yes.
cli-usage-tour-room = A tour needs a terminal of { $columns } columns and { $rows } lines at the least; this one has { $foundcolumns } and { $foundrows }. Make it larger, or record the tour into a file: --record FILE.
cli-usage-terminal = The console needs a terminal.
cli-usage-name-value = “{ $value }” must be a name and a value, such as wait_days=3.
config-key-near = there is no key { $key }. Meant is perhaps { $near }.
config-exists = Exists
config-column-key = Key
config-column-value = Value
config-column-from = From
config-column-message = What is wrong
config-from-call = the call
config-from-environment = the environment
config-from-file = the file
config-from-default = default
config-well = Nothing is wrong with { $path }.
config-none = There is no configuration file. It would be { $path }; offboard config edit makes one.
config-made = { $path } is made: every key is explained, and none is set.
config-no-editor = Nobody can edit a file here. Say with which program: EDITOR.
config-editor-failed = { $editor } did not end well. The file is as it left it.
config-template = Offboard: what would otherwise be said with every call. A line that begins with # says nothing; take the # away to set a key.
config-about-accounts = Databases of several accounts, by names of your own: offboard --account NAME
config-about-keys = Keys of your own, beside those of the program, by the names of commands (docs/reference/commands.md): one key, or several. F keys, Ctrl- and Alt- with a letter, or a letter that is free.
config-keys-near = there is no command { $id }. Meant is perhaps { $near }.
config-keys-no-command = there is no command { $id }. The names of all commands stand in docs/reference/commands.md.
config-keys-keyless = { $id } ({ $name }) stands in menus and in the palette only, where no key is its own.
config-keys-no-key = { $id }: “{ $key }” is no key. Keys are written as x, X, f9, ctrl-x, alt-x, space, home.
config-keys-fixed = { $id }: { $key } leaves, answers or moves everywhere, and means nothing else.
config-keys-taken = { $id }: { $key } means { $name } ({ $other }) where both work. Take another key.
config-keys-begins = { $id }: { $key } begins { $keys } of { $name } ({ $other }) where both work. Take another key.
config-keys-begun = { $id }: { $keys } begins with { $key }, which means { $name } ({ $other }) where both work. Take another key.
config-keys-dangerous = { $id }: { $key } means { $name } ({ $other }) on another screen. What cannot be undone shares no key with what can. Take another key.
config-about-db = Path of the database.
config-about-lang = Language of the program: en or id.
config-about-operator = Name of the operator who signs in.
config-about-theme = Theme of the console: dark, light, high-contrast, deutan, tritan or plain, or one of your own by its name (offboard config theme NAME makes one). Where nothing is said, light or dark as the terminal is.
config-about-mail-host = Name or address of the mail server. Without one, mail goes into a folder.
config-about-mail-port = Port of the mail server.
config-about-mail-security = How the connection is kept private: starttls, tls, or none, which goes to this machine only.
config-about-mail-from = Whom mail comes from.
config-about-mail-hello = The name with which this machine greets the server.
config-about-mail-username = User name, where the server wants a sign-in.
config-about-mail-password-file = File with the password in one line, which nobody else may read (chmod 600).
config-about-mail-ca-file = File with the certificates of the authorities to trust instead of the public ones.
config-about-mail-directory = Folder into which mail goes, where there is no server.
config-about-serve-listen = Address and port on which offboard serve listens.
config-about-serve-host-key = File of the host key, where it does not lie beside the database.
config-about-serve-max-sessions = How many sessions there can be at a time.
config-about-serve-keep-days = Days for which files of operators are kept.
cli-config = The configuration file: where it is, what is wrong with it, what it says
cli-config-path = Says where the configuration file is
cli-config-check = Lists everything that is wrong with the configuration file
cli-config-show = Shows every key with what holds for it and where that comes from
cli-config-edit = Opens the configuration file in VISUAL or EDITOR, made with every key explained where there is none, and checks it
cli-config-theme = Writes a theme of your own to begin with, every key explained
cli-config-theme--name = Name of the theme: letters, digits, - and _
config-theme-made = { $path } is made, and looks like the dark theme until you change it. Choose it with theme = "{ $name }" in the configuration.
config-theme-name = { $name } cannot be the name of a theme of your own: take letters, digits, - and _, and no name of a built-in theme.
config-theme-near = there is no theme { $name }. Meant is perhaps { $near }.
config-theme-none = there is no theme { $name }. There are: { $names }. offboard config theme NAME makes one.
config-theme-tone = { $part } cannot be { $value }. It is a colour such as "#5fd7d7", or a number from 16 to 255.
config-theme-faint = { $part } stands out from { $on } at { $found } to 1. What is to be read needs { $least } to 1.
config-about-reduced-motion = Whether nothing moves by itself: progress goes in steps of ten percent. OFFBOARD_REDUCED_MOTION=1 does the same.
cli-mail = Mail as such
cli-mail-test = Sends one message to an address now, on the road by which mail leaves
cli-mail-test--address = To whom
cli-doctor = Looks at terminal, locale, configuration, desktop, mail, database and provider, and says what to do
mail-test-subject = A test of Offboard’s mail
mail-test-body = This message was sent to try how mail is set up. There is nothing to do.
mail-test-road = Road
mail-test-place = Place
mail-test-id = Message-ID
mail-test-road-folder = into a folder
mail-test-road-server = to a server
mail-test-road-closed = none
mail-test-sent = The message was taken. Whether it arrives, the recipient can say.
mail-test-failed = The message was not sent.
doctor-check = Check
doctor-state = State
doctor-found = Found
doctor-advice = What to do
doctor-state-ok = ok
doctor-state-note = note
doctor-state-trouble = ▲ trouble
doctor-terminal = Terminal
doctor-locale = Locale
doctor-configuration = Configuration
doctor-desktop = Desktop
doctor-mail = Mail
doctor-database = Database
doctor-provider = Provider
doctor-terminal-dumb = TERM is dumb or not set
doctor-terminal-dumb-advice = The console needs a terminal that can place its cursor. Every verb works here.
doctor-terminal-none = this is no terminal
doctor-terminal-none-advice = Verbs work here; the console needs a terminal.
doctor-terminal-found = { $name }, { $columns } by { $rows }, { $colours }
doctor-terminal-small = The console wants 80 by 24 or more.
doctor-colours-on = with { $count } colours
doctor-colours-none = without colours, of which it shows none
doctor-colours-all = with all colours
doctor-colours-off = without colours (NO_COLOR)
doctor-locale-found = { $language }; { $locale }; time zone { $zone }
doctor-locale-advice = The locale does not say UTF-8: names may look wrong. Set LANG to one that does, such as C.UTF-8.
doctor-configuration-none = no file
doctor-configuration-none-advice = None is needed. To make one: offboard config edit
doctor-configuration-faults = { $path }: { $count ->
    [one] { $count } fault
   *[other] { $count } faults
}
doctor-configuration-advice = offboard config check
doctor-desktop-here = the desktop’s file dialog can open
doctor-desktop-remote = over SSH: no file dialog here
doctor-desktop-none = no desktop
doctor-desktop-advice = Files are chosen in the console’s own browser, or by typing the path.
doctor-mail-usual = into the folder mail beside the database; nothing is sent
doctor-mail-usual-advice = To send mail, name a server: [mail] host and from, offboard config edit
doctor-mail-unknown = not known: the configuration has faults, and nothing of it is used
mail-test-unreachable = The mail server cannot be reached or does not answer. A test message is not tried again: call mail test once more. ({ $words })
mail-test-unconfirmed = The connection broke after the message was handed over: it may have arrived. A test message is not sent again. ({ $words })
doctor-mail-folder = into the folder { $path }
doctor-mail-server = to the server { $server }
doctor-mail-try = Try it: offboard mail test ADDRESS
doctor-mail-stuck = { $count ->
    [one] { $count } message waits: { $why }
   *[other] { $count } messages wait: { $why }
}
doctor-mail-stuck-advice = offboard outbox list, offboard mail test
doctor-database-none = { $path }: there is none
doctor-database-none-advice = offboard init, or offboard demo to look around
doctor-provider-unseen = seen only by whoever signs in
doctor-provider-unseen-advice = offboard account show --operator NAME
doctor-provider-connect = No server is connected: offboard provider connect
doctor-provider-server = { $lives }: { $server }, { $count } open
doctor-provider-try = Try it: offboard provider test
doctor-provider-file = { $lives }, { $count } open
config-in = { $path }: { $told }
config-form = line { $line } cannot be read. Write a key, =, and a value, such as lang = "en".
config-key = there is no key { $key }. There are: { $keys }.
cli-advice-settings = The settings are: { $names }.
setting-not-allowed = { $name } cannot be “{ $value }”. It must be { $allowed }.
allowed-text = any text in one line
allowed-name = a text that is not empty
allowed-path = the path of a file or a folder
allowed-list = texts separated by commas, or none
allowed-flag = yes or no
allowed-range = a whole number from { $least } to { $most }
allowed-least = a whole number of at least { $least }
allowed-least-or-none = a whole number of at least { $least }, or none
allowed-words = one of: { $words }
allowed-zone = a time zone by its IANA name, such as Asia/Jakarta or Europe/Berlin
cli-usage-bom = --bom goes with what is written as CSV: an export, or --format csv.
cli-usage-backup-stdout = A backup is written to a file, not to stdout.
cli-advice-no-database = Make one with offboard init, or name another with --db.
cli-advice-again = Look at it with: offboard deletions show { $batch }. To run the same file again, add --again.
cli-advice-unverified = Add: --unverified 'REASON'
cli-advice-confirm = Add: --confirm '{ $phrase }'

cli-ask-passphrase = Passphrase of { $name }:
cli-ask-confirm = Type “{ $word }” to go on:
cli-warn-permanent = All user data will be deleted permanently.
cli-warn-restore = The database { $database } will be replaced by the backup { $backup }. What was done since the backup is lost, except deletions, and legal holds, settings that guard, disabled operators and revoked keys that stand now. The replaced database is kept until the next purge. Batches that were under way in the backup wait until you resume them.
cli-warn-gap = { $told } Users who were deleted since then, and whose deletion stands only in the missing entries, would be back.
cli-warn-rekey = A new key cannot answer for users deleted until now: their emails and IDs can be used again, backups made until now cannot be restored here, and the activity log begins a new chain. If the old key file may still be found, look for it first.
cli-nothing-deleted = Nothing has been deleted.
cli-report = The report lies at { $path }
cli-technical = Technical: { $technical }
cli-none = None.
cli-yes = yes
cli-no = no
cli-written = Written to { $path }
cli-made = The database { $path } is made.
cli-seeding = Adding learners
cli-seeded = { $count ->
    [one] { $count } learner is added.
   *[other] { $count } learners are added.
}
cli-demo-kept = The demo account is kept at { $path }. Open it again: offboard demo --at { $shown }
    Or use it like any other: offboard --db { $shown } --operator { $name } (passphrase: demo)
cli-checking = Checking
cli-running = Batch { $batch }
cli-examining = Examining
cli-backing-up = Copying
cli-purging = Purging
cli-import-kept = { $field }: { $count ->
    [one] { $count } empty cell. What stands there stays; it would be emptied with --empty { $code }
   *[other] { $count } empty cells. What stands there stays; they would be emptied with --empty { $code }
}
cli-import-gone = { $count ->
    [one] { $count } user of this account is not in the file. Nothing happens to this user.
   *[other] { $count } users of this account are not in the file. Nothing happens to them.
}
cli-import-license-unknown = There is no license type named { $name }. It is made with --make-licenses, or with: offboard licenses add { $typed } --seats N
cli-import-license-rows = Rows that name it are refused: { $lines }.
cli-import-license-made = License type { $name } is new, with as many seats as the file gives: { $count }. To change them: offboard licenses seats { $typed } N
cli-import-checked = Checked. Nothing was changed.
cli-import-refused = Nothing was imported. Correct the rows above, or import the others with --in-part.
cli-due = The batch begins on { $due }. Until then, offboard deletions withdraw { $batch } takes it back.
cli-due-needs-runner = Nobody works for this account now: it begins only while a console is open or offboard run is running.
cli-paused = The batch is paused. Once the cause is removed, go on with: offboard deletions resume { $batch }
cli-paused-restored = The batch is paused: a backup brought it back. If it is still wanted, go on with: offboard deletions resume { $batch }. If not: offboard deletions cancel { $batch }
cli-stopped = { $total ->
    [one] Stopped after { $done } of { $total } user.
   *[other] Stopped after { $done } of { $total } users.
} Nothing is lost; go on with: offboard deletions resume { $batch }
cli-elsewhere = Another window or command is working on batch { $batch }; waiting for it.
cli-runner-begins = Working for this account until it is stopped: batches that are due, the purge, mail.
cli-runner-resumes = Batch { $batch } was interrupted and goes on.
cli-runner-ended = Batch { $batch } is over: { $state }.
cli-run = Works for an account without a console: begins batches that are due, goes on with interrupted ones, purges the files and delivers mail. It decides nothing and needs no operator.
cli-run--due = Only what is due: an interrupted batch is left to a person
cli-run--once = End when there is nothing more to do now, for cron and systemd timers
cli-goes-on-elsewhere = Batch { $batch } goes on in another window or command.
cli-purge-hindered = The users are deleted. What was deleted could not be purged from the files. Once the cause is removed, go on with: offboard deletions resume { $batch }
cli-not-purged = The users are deleted. What was deleted has yet to be purged from the files: offboard deletions resume { $batch }
cli-certificate-genuine = Genuine: the certificate of batch { $batch }, as this account made it.
cli-certificate-not-genuine = Not genuine: it was changed, or another account made it.
cli-certificate-not-one = This is not an erasure certificate.
cli-packaged = Packaged: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} in { $files ->
    [one] { $files } file
   *[other] { $files } files
}; { $left } left out.
cli-db-well = All is well.
cli-db-not-well = Not all is well. Keep the file as it is and restore the latest backup.
cli-db-journal-lost = { $count ->
    [one] The erasure journal was lost on { $date }, with { $count } entry. The deletions are in the database; backups made before that day are refused, because they may lack one. Make a new one now: offboard db backup
   *[other] The erasure journal was lost on { $date }, with { $count } entries. The deletions are in the database; backups made before that day are refused, because they may lack one. Make a new one now: offboard db backup
}
cli-db-exposed = The data is whole, but not all is well: see above.
cli-backed-up = The backup { $path } is written ({ $size }). The key file beside the database is not in it; keep a copy of that too.
cli-restoring = Preparing the backup beside the database
cli-restored = Restored: { $users } users. Later deletions applied: { $erased }.
cli-restored-gap = The erasure journal lacked entries: both had { $common }, the backup had seen { $database }, the journal ended with { $journal }. What the backup knows as deleted is written into the journal again.
cli-restored-held = { $count ->
    [one] { $count } batch of the backup was under way or waited. It goes on when you resume it: offboard deletions list.
   *[other] { $count } batches of the backup were under way or waited. They go on when you resume them: offboard deletions list.
}
cli-restored-kept = The replaced database is kept as { $path } until the next purge.
restored-holds = { $count ->
    [one] { $count } legal hold that the backup does not have stands on.
   *[other] { $count } legal holds that the backup does not have stand on.
}
restored-holds-lost = { $count ->
    [one] { $count } learner on legal hold is not in the backup. Place the hold again when the learner is added.
   *[other] { $count } learners on legal hold are not in the backup. Place the holds again when they are added.
}
restored-settings = These settings stay as they are now, because those of the backup guard less: { $names }.
restored-settings-lost = These settings are those of the backup, because it has changes under way at its provider; see whether they are right: { $names }.
restored-disabled = Still disabled: { $names }.
restored-erased = { $count ->
    [one] { $count } operator stays erased.
   *[other] { $count } operators stay erased.
}
restored-roles = The lesser role that they have now stays: { $names }.
restored-passphrases = The passphrase that they have now stays: { $names }.
restored-let-in = Let in, because nobody else could administer the account: { $names }.
restored-revoked = These keys stay revoked: { $names }.
restored-keys = These keys were removed since the backup, and stay out: { $names }.
restored-cas = These CAs were removed since the backup, and stay out: { $names }.
restored-batches = Batches that waited or were under way and are not in the backup: { $names }. They are lost; upload their CSV again if they are still wanted.
restored-finished = Finished batches that are not in the backup: { $names }. Their deletions stand; their rows and certificates are in the replaced database only.
restored-requests = Requests that are not in the backup: { $names }. Write anew to whoever was mailed about one.
restored-requests-older = Requests that stand as they did when the backup was made: { $names }. What was done on them since is lost, except deletions.
restored-unread = The replaced database could not be read. Legal holds, settings that guard, disabled or erased operators, new passphrases, and removed or revoked keys of the time since the backup are not in it. Set them again.
restored-unread-parts = This could not be read in the replaced database, and what was set there since the backup is not in it. Set it again: { $names }.
log-detail-holds-kept = holds kept
log-detail-settings-kept = settings kept
log-detail-operators-kept = operators kept as they were
log-detail-keys-kept = keys kept out
log-detail-let-in = let in
log-detail-batches-lost = batches lost
log-detail-not-read = not read in the replaced database
log-value-holds = legal holds
log-value-settings = settings
log-value-operators = operators
log-value-keys = keys
log-value-requests = requests
log-value-batches = batches
cli-purge-owed = Erasures were applied, but what they removed could not be purged from the files yet. Run offboard db purge.
cli-restored-residue = The scan of the restored file found { $count } addresses of deleted users. Run offboard db purge.
cli-rekeyed = A new key was made. Deleted users that can no longer be asked about: { $deleted }. Keep a copy of the key file apart from the database.
cli-log-head = Head of the chain: { $head }
cli-delivered = Delivered { $sent }, refused { $failed }, waiting { $queued }.
cli-no-letter = This mails nobody.
cli-only-shown = Only shown: nothing was done and nothing was sent.
cli-report-deleted = { $count ->
    [one] { $count } learner has been deleted. Whatever that learner had learned stays in the totals.
   *[other] { $count } learners have been deleted. Whatever they had learned stays in the totals.
}
cli-report-learner = { $minutes ->
    [one] One minute
   *[other] { $minutes } minutes
} in all, { $completions ->
    [one] one course
   *[other] { $completions } courses
} completed.

out-batch = Batch
out-state = State
out-file = File
out-size = Size
out-sha256 = SHA-256
out-lines = Lines
out-line-sum = { $lines } = { $header } header + { $blank } blank + { $continued } continued + { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
out-rows = Rows
out-users = Users
out-users-before = { $before } before
out-users-before-after = { $before } before, { $after } after
out-share = { $share } of the account
out-results-file = Results file
out-deleted = Deleted
out-failed = Failed
out-confirmed = Confirmed
out-begins = Begins
out-field = Field
out-old = Before
out-moves = Moves
out-new = After
out-seats = Seats
out-invited = Invited
out-activated = Activated
out-available = Available
out-line = Line
out-said = What stands there
out-learner = Learner
out-outcome = Outcome
out-result = Result
out-code = Code
out-message = Message
out-name = Name
out-first-name = First name
out-last-name = Last name
out-email = Email
out-unique-id = Unique user ID
out-job-title = Job title
out-language = Language
out-attributes = Attributes
out-license = License
out-licenses = Licenses
out-profile = Profile
out-groups = Groups
out-hold = On hold
out-hold-reason = Reason of the hold
out-minutes = Minutes
out-last-active = Last active
out-role = Role
out-passphrase = Passphrase
out-disabled = Disabled
out-access-from = Access from, alone
out-number = No.
out-when = When
out-operator = Operator
out-act = Act
out-user = Learner
out-detail = Detail
out-kind = Kind
out-to = To
out-subject = Subject
letter-title = The letter as it will be sent
letter-from = From
letter-language = Language
letter-back = Back
letter-none = Nobody is mailed: the learner has no address.
out-queued = Queued
out-sent = Sent
out-attempts = Attempts
out-channel = Channel
out-owner = Owner
out-opened = Opened
out-due-at = Due
out-month = Month
out-active-learners = Active learners
out-completions = Completions
out-course = Course
out-percent = Percent
out-completed = Completed
out-tombstones = Deleted users on record
out-schema = Schema
out-bytes-before = Size before
out-bytes-after = Size after
out-residue = Deleted addresses found
out-doubtful = Places in doubt
out-residue-file = File
out-residue-byte = Byte
out-residue-sure = How sure
out-batches-completed = Batches completed
out-setting-account = Name (account)
out-setting-profile-connection = LinkedIn profile (profile_connection)
out-setting-other-products = Other LinkedIn products (other_products)
out-setting-gate-users = Phrase past users (gate_users)
out-setting-gate-percent = Phrase past percent (gate_percent)
out-setting-second-admin = Second full admin (second_admin)
out-setting-wait-days = Waiting time in days (wait_days)
out-setting-max-rows = Rows in an upload (max_rows)
out-setting-keep-upload-days = Days an upload is kept (keep_upload_days)
out-setting-mail-on-revoke = Mail when a license is revoked (mail_on_revoke)
out-setting-help-desk-contact = Contact of the help desk (help_desk_contact)
out-setting-language = Language of mail (language)
out-setting-time-zone = Time zone (time_zone)
out-setting-colour = Colour (colour)

cli-users-license = Gives learners a license type, or none; seats change at once
cli-users-license--license-type = Name of the license type, or none
cli-deletions-approve--plan = SHA-256 of the rows that are approved; by default those staged now
cli-requests-new = Records what a learner asks for
cli-requests-new--kind = What the learner asks for
cli-requests-new--channel = Through which channel it came, such as Phone
cli-requests-new--asked-by = Who asked, where it was not the learner
cli-requests-new--note = What was said
cli--request = Number of the request
cli-requests-note--text = The words; only operators read them
cli-requests-reply = Mails the learner
cli-requests-reply--text = The words; they are mailed to the learner
cli-requests-reply--disconnect-yourself = Tell a learner who has left how to disconnect without us
cli-requests-reply--wait = Let the request wait for the learner; its clock stands still
cli--preview = Show the whole letter as it would be sent, and do nothing
cli-requests-verify--how = How, such as by calling back the number on file
cli-requests-verify--undo = Take the verification back
cli-requests-do = Does what the learner asks for and closes the request, or sends it for approval where your role asks for that
cli--yes = Do not ask; a deletion is permanent
cli--confirm = The phrase, where a safety gate asks for it
cli-requests-approve = Approves what somebody else asked for, and does it
cli-requests-approve--seal = Seal of what is approved, as requests show --format json says it; by default that of now
cli-requests-reject = Turns a request down; the learner is mailed
cli-requests-reject--reason = Why; the learner reads it
cli-requests-cancel = Closes a request that is no longer wanted; the learner is mailed
cli-requests-cancel--reason = Why; the learner reads it
cli-operators-add = Adds an operator; the passphrase comes from OFFBOARD_NEW_PASSPHRASE or is asked for
cli-operators-add--name = The name to sign in with
cli-operators-add--role = What the operator is here to do
cli-operators-add--email = Where mail to the operator goes
cli-operators-role = Gives an operator another role
cli-operators-role--role = The role from now on
cli-operators-passphrase = Sets a passphrase; it comes from OFFBOARD_NEW_PASSPHRASE or is asked for
cli-operators-passphrase--name = Whose; by default your own
cli-operators-disable = Keeps an operator from signing in
cli--name = Name of the operator
cli-ask-new-passphrase = New passphrase for { $name }:
cli-usage-new-passphrase = The new passphrase must be in OFFBOARD_NEW_PASSPHRASE, or there must be a terminal to ask for it.
cli-ask-delete-one = This deletes the user and all their data permanently. Type “{ $word }” to go on:
out-asked-by = Asked by
out-taken-by = Recorded by
out-identity = Identity verified
out-identity-how = Verified how
out-waiting-since = Waiting since
out-closed = Closed
out-approval-by = Approval asked by
out-approval-expires = Approval until
out-approver = Approved by
out-reason = Reason
out-log-entry = Log entry
out-mail = Mail
describe-license-given-changes = { $count ->
    [one] takes an available seat, in place of any other license of the learner
   *[other] takes available seats, in place of any other license of the learners
}
describe-license-revoked-goes = { $count ->
    [one] the license, and a queued email that asks the learner to register; the seat is available again at once
   *[other] the licenses, and queued emails that ask the learners to register; their seats are available again at once
}
describe-license-stopped-goes = the license and its invitation, which stops; its seat is available again at once
describe-license-stays-one = the account, the LinkedIn connection, and the learning history, { $minutes } min so far
describe-license-stays = the accounts, the LinkedIn connections, and the learning history
describe-license-told = { $count ->
    [one] the learner gets an email
   *[other] each learner gets an email
}
describe-add-operator-stays = every other operator
describe-add-operator-unset = Without a passphrase nobody can sign in as this operator. It can be set later: Reset passphrase.
describe-change-role-goes = what only the role until now may do, at once
describe-change-role-stays = name, email, passphrase, and everything on record
describe-disable-goes = signing in, and everything that is still open in another window
describe-disable-stays = the role, the passphrase, and everything on record; enabling brings it all back
describe-enable-stays = the role and the passphrase, as they were
describe-approve-goes = these users and all their data, permanently
describe-approve-stays = everybody else, and the figures of reports
describe-approve-told = the operator who confirmed the batch, now and when it is over

cli-not-typed = This was not “{ $word }”; nothing was deleted.
cli-advice-not-a-demo = It is no demo account, so it was left as it is. Choose another path, or open it with: offboard --db { $path }
cli-usage-plain-data = No CSV fits a demo account of fewer than { $least } learners.
cli-usage-demo-provider = A demo account that lives at a provider needs at least { $least } learners.
cli-users-disconnect--yes = Do not ask on the terminal
cli-warn-erase-operator = Name and address of { $name } go for good; the log then names a number.
cli-warn-revoke-key = Whoever has this key, or a certificate over it, never comes in by it again.
cli-warn-disconnect = { $count ->
    [one] The LinkedIn profile of { $count } learner will be disconnected, and the learner is mailed.
   *[other] The LinkedIn profiles of { $count } learners will be disconnected, and each learner is mailed.
}
cli-advice-read-only = Reading needs this too: Offboard keeps a log and locks beside the database. Let your system user write the database and its folder, or open it as the user who owns it.
cli-import-would = Would be: { $added } added, { $changed } changed, { $unchanged } unchanged, { $refused } refused.
cli-advice-force = Choose another name, or replace it with --force.
cli-advice-dates = Say which with --dates day-first or --dates month-first.
cli-advice-times = Say which with --times hours-minutes or --times minutes-seconds.
cli-advice-all-rows = Every row, while the upload is kept: offboard deletions results { $batch } --all
cli-usage-meant = Did you mean { $name }?
cli-usage-tour = There is no tour “{ $name }”. It can be: { $names }.
cli-not-typed-change = This was not “{ $word }”; nothing was changed.
# --- 5 ---

## Console: frame, overlays, sign-in


# --- 6 ---

hint-move = move
hint-choose = choose
hint-close = close
hint-back = back
hint-quit = quit
hint-buttons = buttons
hint-press = press
hint-letter = read the letter
hint-whom = whom
hint-cancel = cancel
hint-accept = accept
hint-scroll = scroll
hint-technical = technical part
hint-next-field = next field
hint-open = open
hint-places = places
loading = Loading…
opening = Opening the database…
reduced = Reduced view, to read only. { $columns } × { $rows } shows and does everything.
list-nothing = There is nothing here to choose from.
too-small = Offboard needs { $columns } columns and { $rows } rows; this window has { $has_columns } and { $has_rows }. Make it larger and go on where you were.
toast-way = { $key } shows it
exported = Written to { $path }
no-running-batch = No batch is running.
batch-resumed = Batch { $batch } went on where it had stopped.
batch-paused = Batch { $batch } is paused.
batch-finished = Batch { $batch } is over.
theme-dark = Dark
theme-light = Light
theme-high-contrast = High contrast
theme-deutan = Blue and orange, where red and green look alike
theme-tritan = Turquoise and red, where blue and yellow look alike
theme-plain = Plain, without colours
theme-own = Your own, from the configuration
passphrase-explained = From the next start on, the console asks for it. Nobody can read it back.
passphrase-change-explained = From now on this one counts in place of the one until now. Nobody can read it back.
passphrase-present = Until now
help-title = Help
help-everywhere = Type to look for a command; Enter does what is under the cursor. On screens arrows, Page up, Page down, Home and End move, Enter opens, Esc goes back. The mouse works too: tabs, rows, buttons, menus.
palette-nothing = Nothing and nobody is called that. Try a place, such as Outbox, a path, such as People > Users, an email, or the number of a batch, a request or a handover, such as #12 or Request 12.
palette-learner = learner
palette-recent = recent
request-numbered = Request { $request }
help-nothing = No command here is called that.
fault-title = That did not work
prompt-empty = This cannot stay empty
confirm-changes = Changes
confirm-goes = Goes
confirm-stays = Stays
confirm-told = Mail
confirm-planning = Looking at what this would do…
confirm-running = Doing it…
confirm-stale = Something changed in the meantime. This is how it stands now.
discard-title = Discard what was typed?
discard-goes = what was typed and not saved
discard-stays = everything that was saved
discard-button = Discard
describe-disconnect-goes = { $count ->
    [one] the connection between the LinkedIn profile and { $account }
   *[other] the connections between { $count } LinkedIn profiles and { $account }
}
describe-disconnect-stays-one = { $held ->
    [no_license] the account and the learning history, { $minutes } min so far
   *[other] the account, the { $license } license, and the learning history, { $minutes } min so far
}
describe-disconnect-stays = the accounts, the licenses, and the learning history
describe-disconnect-told = { $count ->
    [one] the learner gets an email to re-register
   *[other] each learner gets an email to re-register
}
describe-disconnect-way = To end the access of a learner entirely, revoke the license: Manage licenses. The record and the history stay until the user is deleted.
describe-group-goes = the group, and who is in it
describe-group-stays = every member, with licenses and learning history
describe-nothing = nothing: nobody is left to whom it could be done
describe-nobody = nobody is mailed
describe-cancel-batch-goes = the rest of the batch: no further user of it is deleted
describe-cancel-batch-stays = users whose turn has not come; those already deleted cannot be restored
describe-cancel-batch-told = the operator who confirmed the batch
describe-cancel-batch-button = Stop the batch
describe-cancel-batch-keep = Keep deleting
describe-cancel-batch-now = { $total ->
    [one] It goes on meanwhile: { $percent }, { $done } of { $total } user
   *[other] It goes on meanwhile: { $percent }, { $done } of { $total } users
}
describe-withdraw-batch-goes = the batch, before it begins
describe-withdraw-batch-stays = every user; nothing has been deleted
describe-withdraw-batch-button = Withdraw
describe-withdraw-batch-keep = Keep the batch
describe-release-goes = the guard that refuses this identifier
describe-release-whole-goes = the guard that refuses the email and the ID of this deleted user
describe-release-stays = the record of the deletion; deleted data cannot be restored
describe-release-button = Release
describe-and-more = and { $count } more
describe-passed-over = { $count ->
    [one] One learner is passed over:
   *[other] { $count } learners are passed over:
}
sign-in-title = Sign in
sign-in-name = Name
sign-in-passphrase = Passphrase
sign-in-checking = Checking…
first-title = First start
first-explained = There is no database here yet. With these it is made, and you are its first full admin.
first-account = Account
first-name = Your name
first-email = Your email
first-email-hint = mail about batches goes there
first-passphrase-hint = may stay empty: for one person only
first-create = Create
hint-to-the-list = to the list
hint-clear = clear
hint-onward = Continue
idle-active = active { $when }
idle-invited = invited { $when }
idle-unknown = no activity on record
idle-keeps = Keeps it
idle-keeps-hold = legal hold
idle-keeps-request = request { $request }
idle-keeps-provider = at the provider
idle-figure = { $count ->
    [one] { $count } idle for { $days } days
   *[other] { $count } idle for { $days } days
}
idle-rule = idle for { $days ->
    [one] { $days } day
   *[other] { $days } days
} or longer
idle-figures = { $learners ->
    [one] { $learners } learner holds
   *[other] { $learners } learners hold
} { $seats ->
    [one] { $seats } idle seat
   *[other] { $seats } idle seats
}; { $never } never came.
idle-known-until = Activity is on record up to { $date }.
idle-known-never = No activity of anybody is on record: import a learning report, or a list of users with Last access.
idle-marked = { $count ->
    [one] { $count } marked.
   *[other] { $count } marked.
}
idle-none = Nobody holds a seat that was not used for { $days ->
    [one] { $days } day.
   *[other] { $days } days.
}
idle-all-keep = Everybody whose seat is idle keeps it.
idle-days-field = Days
idle-days-explained = After how many days without use a seat counts as idle: 1 to { $most }.
out-idle = Idle
out-revoked = Revoked
out-kept = Kept
command-idle-seats = Idle seats
command-idle-seats-help = Lists who holds a seat and has not been active for some time, or was invited and never came.
command-idle-seats-words = unused inactive never came reclaim take back
command-open-idle-help = Opens the profile of a learner who does not use their seat.
command-reclaim-seats = Take seat back
command-reclaim-seats-help = Revokes the licenses of the marked learners, else of the one under the cursor; whoever keeps theirs for a reason is passed over.
command-reclaim-all-seats = Take all back
command-reclaim-all-seats-help = Revokes the licenses of everybody in the list; whoever keeps theirs for a reason is passed over.
command-set-idle-days = Days
command-set-idle-days-help = Sets after how many days without use a seat counts as idle.
reason-not-idle = The learner uses the license, or got it lately.
reason-nobody-idle = Nobody’s seat is idle.
reason-has-request = The learner has an open request, which decides: request { $request }.
warning-activity-unknown = { $count ->
    [one] Of { $count } learner no activity is on record at all. That can also mean that no report about it was ever imported.
   *[other] Of { $count } learners no activity is on record at all. That can also mean that no report about them was ever imported.
}
describe-reclaim-goes = { $count ->
    [one] the license of { $count } learner
   *[other] the licenses of { $count } learners
}, with queued emails that ask for registration; { $seats ->
    [one] { $seats } seat is
   *[other] { $seats } seats are
} available again at once
receipt-seats-reclaimed = { $count ->
    [one] The license of { $count } learner is revoked
   *[other] The licenses of { $count } learners are revoked
}; { $seats ->
    [one] { $seats } seat is
   *[other] { $seats } seats are
} available again.
act-seats-reclaim = idle seat taken back
cli-warn-reclaim = { $count ->
    [one] The license of { $count } learner will be taken, and with it the access
   *[other] The licenses of { $count } learners will be taken, and with them the access
}; { $seats ->
    [one] { $seats } seat comes back.
   *[other] { $seats } seats come back.
} { $kept ->
    [0] Nobody keeps theirs.
    [one] { $kept } learner keeps theirs.
   *[other] { $kept } learners keep theirs.
}
cli-licenses-idle = Lists who holds a seat and does not use it; with --revoke the seats come back
cli-licenses-idle--days = Days after which a seat counts as idle
cli-licenses-idle--revoke = Revoke the licenses of all of them; whoever is on hold, has an open request or is at the provider keeps theirs
cli-licenses-idle--yes = Do not ask on the terminal
cli-licenses-idle--preview = Show the letters and what it comes to, and do nothing
licenses-figure = seats { $taken } of { $count }
licenses-given = Gets: { $license }
licenses-taken = Loses: { $license }
license-types-none = There are no license types yet. A new one (n) has a name and a number of seats; then users can get it by hand or by an import.
license-seats-hint = at least { $count }, which are in use
license-seats-wrong = A whole number.
license-form-explained = A license type has a number of seats. A seat is taken from the invitation on.
license-rename-explained = Whoever holds it keeps it.
license-remove-explained = { $count ->
    [one] { $count } learner holds this license and gets another one in its place.
   *[other] { $count } learners hold this license and get another one in its place.
}
license-move-to = The license type in its place
new-user-no-group = none
new-user-license = License
new-user-group = Group
new-user-explained = An email address or a unique user ID is needed. Nobody is mailed.
describe-license-type-goes = the license type and its seats
describe-license-type-stays = every learner, with the license that comes in its place; past reports
describe-license-taken-goes = { $count ->
    [one] this license; its seat is available again
   *[other] this license of each learner; the seats are available again
}
describe-license-taken-told = whoever holds no other license
describe-license-change-stays = other licenses, the account, the learning history
command-license-types-help = License types with their seats
command-add-user-words = new user create
command-add-user-help = Adds users: one by hand, or several from a CSV
command-add-license-type = New license type
command-add-license-type-help = Makes a license type with its seats
command-set-seats = Set seats
command-set-seats-help = Sets how many seats a license type has
command-rename-license-type = Rename license type
command-rename-license-type-help = Gives a license type another name
command-remove-license-type = Remove license type
command-remove-license-type-help = Removes a license type; its learners get another one
hint-save = save

hint-new-line = new line

# --- 6 ---

## Console: home, users, profile, groups


# --- 7 ---

home-users = { $count ->
    [one] { $count } user
   *[other] { $count } users
}
home-batch = Batch { $batch }
home-seats-short = { $taken } of { $total } seats in use
home-for-you = For you
home-nothing = Nothing waits for you.
home-request = Request { $request }
home-idle = { $idle } idle for { $days } days · { $never } never came
home-active = Active learners by month
home-deletions = Deletions by month
home-month = { $figure } in { $month }
home-type = { $taken } of { $total }
home-none = no learning report yet
home-more = and { $count } more
home-seats = { $taken } of { $total } seats · { $invited } invited · { $available } available
home-requests = { $count ->
    [one] { $count } open request
   *[other] { $count } open requests
}
home-requests-detail = { $unassigned } unassigned · { $overdue } overdue
home-mail = { $count ->
    [0] No failed mail
    [one] { $count } message failed
   *[other] { $count } messages failed
}
home-mail-stuck = Mail is not going out
home-mail-detail = { $count ->
    [0] nothing waits to be sent
   *[other] { $count } waiting to be sent
}
home-deleted = { $count ->
    [one] { $count } user deleted so far
   *[other] { $count } users deleted so far
}
home-hold = { $count ->
    [0] nobody on legal hold
   *[other] { $count } on legal hold
}
users-count = { $shown } of { $all }
users-search = search name, email or ID
users-marked = { $count } marked
users-none = There is nobody in this account yet. Press a to add users: by hand, or from a CSV.
users-none-match = Nobody matches. Esc takes search and filters back.
users-none-in-group = Nobody is in this group. Mark learners in People > Users and press a to add them.
column-name = Name
column-email = Email
column-id = ID
column-license = License
column-profile = Profile
column-active = Active
column-groups = Groups
column-group = Group
column-members = Members
column-course = Course
column-progress = Progress
column-minutes = Minutes
column-completed = Completed
column-last = Last
column-request = Request
column-state = State
column-opened = Opened
column-due = Due
column-owner = Owner
column-when = When
column-who = Who
column-act = What
column-detail = Result
filter-license = license
filter-profile = profile
filter-hold = legal hold
filter-group = group
filter-any = any
filter-held = on hold
filter-not-held = not on hold
filter-clear = Clear search and filters
marked-disconnect = disconnect
marked-licenses = licenses
marked-hold = hold
marked-lift = lift hold
marked-delete = delete
marked-add = add to group
marked-remove = out of group
marked-clear = clear
hold-reason = Reason
hold-place-explained = { $count ->
    [one] The learner cannot be deleted in any way until the hold is lifted. The reason goes on record.
   *[other] These { $count } learners cannot be deleted in any way until the hold is lifted. The reason goes on record.
}
hold-lift-explained = { $count ->
    [one] The learner can be deleted again afterwards. The reason goes on record.
   *[other] These { $count } learners can be deleted again afterwards. The reason goes on record.
}
profile-active = last active: { $when }
profile-held = on legal hold since { $since }: { $reason }
profile-minutes = { $count } min learned
profile-gone = This learner is not in the account any more. Me > Deleted users says what became of an email or ID.
profile-first-name = First name
profile-last-name = Last name
profile-email = Primary email
profile-id = Unique user ID
profile-job = Job title
profile-language = Language
profile-language-unknown = not known
profile-no-groups = In no group. Press a to add the learner to one.
profile-no-courses = No course has been begun.
profile-learning = { $courses ->
    [one] one course
   *[other] { $courses } courses
} · { $completions } completed · { $minutes } min
profile-no-requests = Nothing was asked for.
profile-no-history = Nothing on record concerns this learner.
group-name = Name
group-create-explained = Learners are added to it from People > Users or from their profile.
group-rename-explained = The members stay.
groups-count = { $count ->
    [one] { $count } group
   *[other] { $count } groups
}
groups-none = There are no groups yet. Press n to make one.
licenses-of = { $count ->
    [one] { $count } learner
   *[other] { $count } marked learners
}
licenses-present = now: { $license }
licenses-becomes = License from now on: { $license }
licenses-nobody = Nothing would change.

# --- 7 ---

## Console: User Deletion, wizard, batches


# --- 8 ---

command-template-help = Writes the empty CSV with both header columns to a file.
command-upload-help = Chooses the CSV of users to delete: in a file dialog, in the console's own browser, or by its path.
command-resume-batch-help = Lets a paused batch go on where it was; nothing is done twice.
command-cancel-batch-help = Stops a running batch at the next chunk and says exactly what was deleted and what was not.
command-withdraw-batch = Withdraw
command-withdraw-batch-help = Takes a batch back before it begins; no data is touched.
command-results-file-help = Saves the rows that failed, as they were uploaded, as a CSV to be corrected and uploaded again.
command-batch-people = whom it means
command-batch-people-help = Names whom a batch that waits for approval would delete.
approve-whom-more = and { $count } more: Cancel, then { $key }, shows them
command-batch-rows = rows
command-batch-rows-help = Lists every row of the file with its line and what becomes of it.
command-certificate = certificate
command-certificate-help = Saves the erasure certificate of a batch: counts, times, hashes, and no personal data.
command-save-copy-help = Saves a copy of the uploaded CSV while it is kept.
command-technical-part = technical part
command-technical-part-help = Shows what the system said when the batch was paused.
hint-page = page
hint-side = list and sections
hint-expand = expand
hint-collapse = collapse
hint-complete = complete
section-not-offered = Offboard does not offer this. It is set up in the web product, under the same path.
batches-none = No batch yet. One begins when a CSV of users has been uploaded, reviewed and confirmed.
batch-title = Batch { $batch }
batch-completed-failed = { $count ->
    [one] completed, { $count } row failed
   *[other] completed, { $count } rows failed
}
batch-time-left = { $span } left
batch-started = started { $when } by { $who }
batch-confirmed = confirmed { $when } by { $who }
batch-of = { $total ->
    [one] { $percent }   { $done } of { $total } user
   *[other] { $percent }   { $done } of { $total } users
}
batch-rate = { $rate } users/s
batch-nothing-lost = nothing is lost if this window closes
batch-users = Users in the account: { $before } before, { $after } after
batch-approved = Approved by { $who }
batch-results-at = Results file: { $path }
batch-results-in = Folder: { $path }
batch-told-resumed = Resumed at { $done } of { $total } after the console stopped at { $stopped }. Nothing was done twice.
batch-told-awaiting = A second full admin has to approve this batch before anything is deleted. The approval is for exactly these rows (SHA-256 { $seal }) and has to come by { $until }. Until then the batch can be withdrawn. Nothing has been deleted.
batch-told-scheduled = Begins on { $due }, { $when }. Until then it can be withdrawn, and no data is touched.
batch-told-paused = { $total ->
    [one] Paused at { $done } of { $total } user.
   *[other] Paused at { $done } of { $total } users.
} What was deleted stays deleted, the rest is as it was, and nothing is lost. Once the cause is removed, Resume goes on.
batch-told-restored = A backup brought this batch back, and it does not go on by itself. See whether it is still wanted, then resume it or cancel it.
batch-told-erasing = Every row is final. What was deleted is now being erased from the files of the database; then the files are searched for anything left. This goes on by itself.
batch-told-completed = All went well. Nothing else needs to be done.
batch-told-failed = { $count ->
    [one] { $count } row failed. Download the results file, correct the row in it or leave it out, and upload that file; its added columns may stay.
   *[other] { $count } rows failed. Download the results file, correct its rows or leave them out, and upload that file; its added columns may stay.
}
batch-told-failed-lost = { $count ->
    [one] { $count } row failed.
   *[other] { $count } rows failed.
}
batch-upload-lost = The uploaded file was gone or had changed when the batch ended, so the results file cannot hold the text of the rows. It lists each row by its line and says what became of it. Look the lines up in your own copy of the file.
batch-told-clean = The files of the database were searched afterwards: no deleted address is left in them.
batch-told-cancelled-deleted = { $count ->
    [0] Nobody was deleted before the batch was cancelled.
    [one] Deleted before the batch was cancelled: { $count } user. This cannot be restored.
   *[other] Deleted before the batch was cancelled: { $count } users. They cannot be restored.
}
batch-told-cancelled-left = { $count ->
    [one] Not deleted: { $count } user, exactly as before.
   *[other] Not deleted: { $count } users, exactly as before.
}
batch-told-cancelled-go-on = To go on, upload the results file: it holds the rows that were not carried out, and no others but those that failed.
batch-told-withdrawn = Withdrawn before it began. Nothing was deleted.
tally = { $rows ->
    [one] { $lines } lines = { $header } header + { $blank } blank + { $rows } row
   *[other] { $lines } lines = { $header } header + { $blank } blank + { $rows } rows
}
tally-continued = { $lines } lines = { $header } header + { $blank } blank + { $continued } continued + { $rows } rows
rows-all = all rows
rows-count = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
rows-line = Line
rows-email = Email
rows-id = Unique ID
rows-outcome = Outcome
rows-none = There is no such row.
rows-said = Line { $line }: { $said }
rows-text-gone = The text of the row is not kept.
rows-way = ↵ rows
browser-filter = Filter
browser-count = { $shown } of { $all }
browser-up = folder above
browser-show = show hidden
browser-hide = hide hidden
browser-empty = Nothing is in here that can be shown. Ctrl-T shows hidden files.
browser-nothing = Nothing in here is called that. Esc clears the filter.
whom-title = { $count ->
    [one] { $count } person will be deleted
   *[other] { $count } people will be deleted
}
whom-all = all of them
whom-looking = Looking up whom this is about …
whom-by-group = by group
whom-by-license = by license
whom-sample = { $count } of them, drawn at random
whom-more = and { $count } more
whom-more-groups = { $count ->
    [one] { $count } more group
   *[other] { $count } more groups
}
whom-no-group = in no group { $count }
whom-active = active { $when }
whom-manages = { $count ->
    [one] manages { $count } person
   *[other] manages { $count } people
}
whom-mailed = { $count ->
    [one] { $count } learner who asked for something is mailed what became of it.
   *[other] { $count } learners who asked for something are mailed what became of it.
}
whom-never-active = never active
whom-connected = connected
whom-not-connected = not connected
whom-operator = an operator’s address
hint-all-rows = all rows
wizard-nothing-deleted = Nothing has been deleted.
wizard-batch-made = Batch { $batch } has been made.
wizard-columns = Put the primary email address of each user to delete into the column primary_email_address, or the unique user ID into unique_user_id where no address is used. One user a row. IDs are compared exactly, emails without regard to capitals.
wizard-headers = Both header columns have to stay in the CSV, even if one of them is not filled in.
wizard-size = Save the file as CSV, smaller than 15 MB. The number of users is not limited.
wizard-keep-copy = Keep a copy of the CSV: deleted users cannot be restored, and their addresses are refused later.
upload-no-dialog = The desktop's file dialog did not open. Here is the console's own.
upload-waits = Waiting for the desktop’s file dialog. If none comes up, choose the file here; Esc stops waiting.
upload-dialog-over = No file was chosen in the desktop’s dialog. If none came up, choose the file here.
upload-browse = Choose in the console
upload-looking = Looking whether there is such a file…
upload-or-path = or a path
upload-what-goes = Deleting users will permanently delete their data and usage history from the { $account } account.
review-more-notes = { $count ->
    [one] one more warning: a higher terminal shows it, and so does “offboard deletions check”
   *[other] { $count } more warnings: a higher terminal shows them, and so does “offboard deletions check”
}
review-none = No file has been checked yet. Go back and choose one.
review-checking-file = Checking { $file } row by row…
review-checking = Checking the marked users…
review-can-be-left = This goes on in the background. You can go to any other place and come back.
review-is-ready = The review of the deletion file is ready.
review-terminated = The file is Terminated: nothing of it is applied.
review-terminated-how = Correct the file and choose it again with Back.
review-share = { $percent } of { $account }
review-already = This file is batch { $batch } already.
review-open-earlier = open it
review-run-anew = run it anew
gate-count = { $count ->
    [one] More than { $count } user: a phrase has to be typed.
   *[other] More than { $count } users: a phrase has to be typed.
}
gate-share = Over { $percent } % of the account: a phrase has to be typed.
gate-approval = A second full admin has to approve the batch before it begins.
gate-wait = { $count ->
    [one] The batch begins { $count } day after it is confirmed.
   *[other] The batch begins { $count } days after it is confirmed.
}
confirm-subject = { $count ->
    [one] { $count } user of { $account } · { $percent }
   *[other] { $count } users of { $account } · { $percent }
}
confirm-users-go = { $count ->
    [one] the account and all learning data, learner reports included; licenses held are free again
   *[other] the accounts and all learning data, learner reports included; licenses held are free again
}
confirm-users-stay = aggregate reports, not recalculated; of each identifier a keyed hash
confirm-users-stay-products = aggregate reports, not recalculated; of each identifier a keyed hash; a reference record for { $products }
confirm-users-stay-upload = { $count ->
    [one] for { $count } day after the end the uploaded file, with every identifier in clear
   *[other] for { $count } days after the end the uploaded file, with every identifier in clear
}
confirm-users-told = one to you when it is done, with counts and no personal data
confirm-users-told-learners = { $count ->
    [one] one to { $count } learner who asked for something
   *[other] one each to { $count } learners who asked for something
}
confirm-not-undone = This cannot be undone.
confirm-type = To go on, type: { $phrase }
confirm-begins = Begins
confirm-begins-hint = a batch that waits can be withdrawn
confirm-days = { $count ->
    [0] at once
    [one] in { $count } day
   *[other] in { $count } days
}
confirm-prepared = Prepared
confirm-there-file = A file is prepared, in the folder exports beside the database. Nobody is deleted by that. The way from there: Me > At the provider.
confirm-there-by-hand = A list is prepared of whom somebody deletes at the provider by hand. Nobody is deleted by that. The way from there: Me > At the provider.
confirm-there-scim = Calls to the provider’s server are prepared. Nobody is deleted before they are made. The way from there: Me > At the provider.
confirm-users-go-there = once it is done at the provider, and here once evidence confirms it: { $what }
confirm-users-told-there = one to you when evidence has confirmed the last of it, with counts and no personal data
confirm-not-undone-there = What is done at the provider cannot be undone.
notice-preparing = Batch { $batch }: what goes to the provider is being prepared.
notice-prepared-file = Batch { $batch }: its file for the provider is prepared. Nobody is deleted yet.
notice-prepared = Batch { $batch } is prepared for the provider. Nobody is deleted yet.
notice-upload = { $count ->
    [one] Upload { $place } once, at { $page }.
   *[other] Upload { $count } files once each, at { $page }. The first is { $place }.
}
notice-way = Me > At the provider leads on: what is to be done there, and how evidence comes back. Only that deletes here.
notice-mail-there = You are mailed when evidence has confirmed the last of it, with counts and no personal data.
confirm-phrase = Phrase
confirm-phrase-wrong = This is not the phrase. Nothing has been deleted.
notice-processing = The file is being processed, as batch { $batch }.
notice-awaiting = The file is batch { $batch } and waits for the approval of another full admin, until { $until }.
notice-scheduled = The file is batch { $batch } and begins on { $due }. Until then it can be withdrawn.
notice-mail = You are mailed when it is done, with counts and no personal data.
notice-go-on = Go on working: the header shows the running batch on every screen, and Ctrl-B leads to it.
notice-copy = Keep a copy of the CSV. Whoever adds one of these users again, or uses one of these addresses, is refused, and the CSV tells who it was.
notice-over = { $count ->
    [0] Nobody was deleted.
    [one] Deleted: { $count } user.
   *[other] Deleted: { $count } users.
}
notice-over-failed = { $count ->
    [one] { $count } row failed. The page of the batch says why, and has the results file.
   *[other] { $count } rows failed. The page of the batch says why, and has the results file.
}
notice-copy-gone = The copy beside the database was removed when the batch was complete. Keep the CSV that you uploaded: whoever adds one of these users again is refused, and the CSV tells who it was.

# --- 8 ---
approve-what = Batch { $batch }, { $file }: { $count } of { $all } users, confirmed by { $who }
approve-seal = Bound to the staged rows, SHA-256 { $seal }
approve-until = Valid until { $until }
approve-at-once = It begins at once.
approve-begins = It begins on { $due }.
batch-told-approve = Press { $key } to approve it.
batch-told-approve-not = Approve: { $reason }
batch-told-expired = Nobody approved it within 72 hours, so it was withdrawn. Nothing was deleted.

batch-told-lapsed = Whoever had approved this batch was not a full admin any more when it was due, so it did not begin. It waits for the approval of somebody else.

batch-told-results-hold = The results file is not one of them: it holds rows as they were uploaded, also those of users deleted before. Delete it when it has served.
# --- 8 ---

## Console: deleted users, log, outbox, operators, settings


# --- 9 ---

save-title = Save to a file
save-explained = A folder gives the file its usual name. Left empty, it goes to the folder exports beside the database.
save-file = File
save-excel = For Excel
save-excel-explained = begins with a byte order mark
save-replace = Replace
passphrase-again = Once more
passphrase-differs = The two do not match. Type the same passphrase twice.
way-to-profile = Profile of { $name }
way-to-the-profile = Profile of the learner
deleted-field = Email or unique ID
deleted-ask = Ask
deleted-hint-ask = ask
deleted-explained = Says whether an email or ID belongs or belonged to a user, deleted or not. In the database only a keyed hash of a deleted user’s identifiers is kept. In clear they can still stand in an upload that is kept, in results files, in mail that was delivered and in backups. What you type here is not kept.
deleted-total = { $count ->
    [0] Nobody has been deleted so far.
    [one] { $number } user has been deleted so far.
   *[other] { $number } users have been deleted so far.
}
deleted-open-profile = Open profile
deleted-open-batch = Open batch { $batch }
deleted-never-means = It is free: a new user may have it. Names are not asked for here, and capitals count in an ID. An address or ID that was changed before this version kept a record of changes is not known.
deleted-free = It is free: a new user may have it.
deleted-here-means = Enter opens the profile.
deleted-means = Deleted data cannot be restored. Adding, importing or renaming a user to this email or ID is refused until it is released. Enter opens the batch.
deleted-not-one-means = Type an address such as siti@enigma.example, or the ID exactly as it stood in the account.
deleted-key-lost-means = Users who are in the account are found all the same. What was deleted before the key was lost can no longer be distinguished from what was never there.
deleted-release-explained = { $identifier } can be used again afterwards, and can later be deleted again. What was deleted stays deleted. Why is it released? The reason is kept in the activity log.
deleted-release-whole-explained = { $identifier } and whatever else this deleted user was called can be used again afterwards, the email and the unique ID alike, and can later be deleted again. What was deleted stays deleted. Why? The reason is kept in the activity log.
deleted-release-only = Release this one only
deleted-released-means = It can be used again, for a new user, by hand or by an import. Enter opens the batch of the deletion.
deleted-two-fit-means = Write email: or id: before it to ask for one of the two.
deleted-reason = Reason
log-who = Who
log-on-whom = On whom
log-batch = batch { $batch }
log-exact-time = Time
log-by-itself = Offboard
log-learner-gone = no. { $number }, deleted
log-explained = Entries cannot be changed without that being found: Verify says whether the chain is whole.
log-own-only = Your role sees what you did yourself.
log-verifying = Reading the whole chain…
log-head = Head { $head }
log-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
log-count-folded = { $count } entries in { $lines } lines
log-none-match = No entry matches. Esc lists everything again.
log-filter-clear = Clear the filter
log-filter-refused = refused only
log-filter-days = days
log-filter-days-explained = One day as 2026-11-27, or from one to another as 2026-11-01..2026-11-27.
log-filter-days-wrong = That is no day and no span of days. Write 2026-11-27 or 2026-11-01..2026-11-27.
log-filter-learner-explained = Email or unique ID, also of somebody who was deleted.
log-filter-batch-wrong = A batch has a number.
log-filter-button = Filter
log-filter-summary = Listed: { $filter }. f changes it, Esc lists everything again.
log-filter-yes = yes
command-filter-log = Filter
command-filter-log-help = Lists only some entries: by act, operator, learner, batch or days, or only what was refused.
log-entry = Entry { $number }
log-empty = You have not done anything yet that is on record. What you do appears here.
log-detail-mail = mail
log-detail-group = group
log-detail-line = line
log-detail-rows = rows
log-detail-users = users
log-detail-sha256 = SHA-256
log-detail-wait-days = days to wait
log-detail-added = added
log-detail-changed = changed
log-detail-unchanged = unchanged
log-detail-refused = refused
log-detail-deleted = deleted
log-detail-passed-over = passed over
log-detail-processed = processed
log-detail-frames = entries of the journal
log-detail-bytes = bytes
log-detail-held = batches held
log-detail-system-user = user of the system
log-detail-residue = addresses found in the files
log-detail-language = language
log-detail-theme = theme
log-detail-learners = learners
log-detail-seed = seed
log-value-queued = queued
log-value-no-address = no address
log-value-en = English
log-value-id = Bahasa Indonesia
log-value-dark = dark
log-value-light = light
log-value-plain = plain
log-detail-act = act
log-detail-what = what
log-detail-why = why
log-value-reviewed-file = the file that was checked
log-value-upload = uploaded file of a batch
log-value-results = results of a batch
log-value-certificate = erasure certificate
log-value-leavers = users not in a roster
log-value-log = activity log
log-value-learner-report = report of one learner
log-value-report-by-month = report by month
log-value-report-by-course = report by course
log-value-package = files for the product
log-value-needs-role = the role
log-value-needs-verified-request = a verified request is needed
log-value-needs-approver = an approver decides
log-value-needs-approval = approval is needed
log-value-on-hold = legal hold
log-value-is-operator = the user is an operator
log-value-is-self = the user is the operator
log-value-rows-fail = rows of the file fail
log-value-email-deleted = email of a deleted user
log-value-id-deleted = ID of a deleted user
log-value-roster-is-part = the roster leaves out too many
log-value-identity-unverified = identity not verified
log-value-identity-first = identity not verified
log-value-identity-reason = identity not verified, no reason
log-value-not-own = belongs to somebody else
log-value-own-approval = own approval
log-value-shared-access = access from whoever asked
log-value-everything = the whole account
log-value-not-a-file = not a regular file
log-value-of-the-database = a file of the database
log-value-other-account = made under another key
log-value-newer-schema = made by a newer version
log-value-foreign-schema = holds what Offboard did not put there
log-value-not-a-backup = not a backup
log-value-backup-damaged = the backup is damaged
log-value-journal-gap = the journal does not follow
log-value-approval-expired = approval expired
log-value-approval-outdated = not what was to be approved
log-value-last-full-admin = the last full admin
log-value-operator-not-disabled = the operator is not disabled
log-value-passphrase-first = no passphrase yet
log-value-phrase-needed = the phrase was not typed
log-value-request-held-by = claimed by somebody else
log-value-question-open = a question is open
log-value-key-revoked = the key is revoked
log-value-authority-needs-second = a CA while a second full admin is asked for
log-value-at-provider = it is under way at the provider
log-value-lives-elsewhere = the account lives at a provider
log-value-changes-open = changes are open at the provider
log-value-changes-not-carried = plain files do not carry open changes
log-value-changes-in-doubt = changes are in doubt at the provider
log-value-held-in-handover = legal hold in a file for the provider
log-value-roster-doubtful = the roster is not believed
log-value-outside-folder = outside of the own folder
log-value-only-at-server = only at the server itself
log-value-passphrase-asked = the passphrase was not given
log-value-sign-in-failed = name or passphrase is wrong
log-value-locked = too many failed sign-ins
log-value-disabled = operator disabled
outbox-trouble = What went wrong
outbox-figure = { $queued } waiting · { $failed } failed
outbox-figure-own = of your own requests: { $queued } waiting · { $failed } failed
outbox-empty = No mail yet. Messages appear here when a profile is disconnected or a deletion batch is over.
outbox-empty-own = Your role sees mail of your own requests, and there is none yet.
operator-you = { $name } (you)
operator-active = active
operator-disabled = disabled
operator-locked = locked, free { $left }
operator-passphrase-set = set
operator-passphrase-missing = not set
operator-is-learner = yes
operator-no-email = none: no mail about batches
operators-count = { $count ->
    [one] { $count } operator
   *[other] { $count } operators
}
operators-explained = Everybody signs in with their own name and passphrase. Passphrases are kept as hashes; nobody can read them back.
setting-account = Account name
setting-profile = LinkedIn profile
setting-profile-required = required
setting-profile-optional = optional
setting-profile-not-offered = not offered
setting-products = Other LinkedIn products
setting-products-hint = separated by commas
setting-gate-users = Phrase past users
setting-gate-percent = Phrase past percent
setting-gate-hint = more: a phrase is typed
setting-second-admin = Second full admin
setting-second-admin-hint = approves every batch
setting-wait = Waiting time in days
setting-wait-hint = from Confirm on
setting-max-rows = Rows in an upload
setting-max-rows-hint = empty: no limit
setting-keep = Days an upload is kept
setting-keep-hint = 0: removed at once
setting-mail = Mail on revoked license
setting-contact = Help desk contact
setting-contact-hint = stands in letters
setting-language = Language of mail
setting-language-hint = where none is known
setting-zone = Time zone
zone-explained = Dates are shown to you in this time zone, and read in it when you type them. Write its IANA name, such as Asia/Jakarta. If nothing stands here, dates are those of the account ({ $zone }), or of your machine where it says its zone over SSH. Letters, files and due days always keep the zone of the account.
zone-button = Use it
zone-wrong = There is no such time zone. Write its IANA name, such as Asia/Jakarta or Europe/Berlin.
setting-zone-hint = of dates and days
setting-zone-unknown = Like Asia/Jakarta
setting-colour = Colour of the name
setting-word = Word beside the name
setting-word-hint = in the frame
setting-on = yes
setting-off = no
setting-none = none
setting-no-limit = no limit
setting-not-a-number = Whole number needed
setting-out-of-range = Whole number up to { $most }
setting-zero-rows = At least 1, or empty
colour-blue = blue
colour-green = green
colour-yellow = yellow
colour-magenta = magenta
colour-cyan = cyan
colour-red = red
settings-undo = Undo changes
settings-confirm = Save account settings
settings-stays = batches that are confirmed already, as they were confirmed
settings-loosens = This weakens a guard against deleting too much.
settings-unchanged = Nothing differs from what is saved.
settings-not-saved = not saved yet
settings-hint-change = change
settings-read-only = You can read these settings. To change them: { $reason }
command-release-help = Lets a deleted email or ID be used again; ask for it on Deleted users first.
command-open-entry = whole entry
command-open-entry-help = Shows the entry with its exact time and result.
command-verify-help = Says whether the chain of the activity log is whole, and where it breaks.
command-export-log = export
command-export-log-help = Writes the activity log to a CSV file.
command-open-mail = whole message
command-open-mail-help = Shows the message with its headers and what went wrong.
command-send-again = Send again
command-send-again-help = Delivers the message under the cursor once more.
command-open-operator = details
command-open-operator-help = Shows the operator with role, mail and passphrase.
command-save-settings = save
command-save-settings-help = Shows what changes, and saves it when confirmed.
operator-add-explained = The operator signs in with this name and passphrase. Tell the passphrase in person; nobody can read it back.
operator-role-title = Role of { $name }
operator-becomes = Role from now on: { $role }
operator-form-email-hint = may stay empty
operator-bad-email = Not an email address
operator-reset-explained = { $name } signs in with it from now on, and a lock-out ends. The one until now is of no use any more. Tell it in person; nobody can read it back.

# --- 9 ---

## Console: requests and reports


# --- 10 ---

requests-empty-all = No learner has asked for anything yet. Requests that the help desk records appear here.
requests-empty-unassigned = Every open request has an owner.
requests-empty-mine = You own no open request. Unassigned requests stand in the first view.
requests-empty-approval = Nothing waits for your approval.
requests-empty-overdue = No open request is past its due date.
request-type = Type
request-title = Request: { $kind }
request-owner = Owner
request-nobody = nobody yet
request-learner-gone = deleted learner
request-closed = closed
request-overdue = { $span } overdue
request-words = What the learner said:
request-redacted = The learner was deleted: type, dates and outcome stay, every personal word is gone.
report-by-month = By month
report-by-course = By course
report-active = Active
report-figure = { $minutes } minutes in all
report-included = { $count ->
    [0] Totals are kept as they grow and are never recalculated. No learner has been deleted so far.
    [one] Totals are kept as they grow and are never recalculated: whatever { $count } deleted learner had learned stays in them.
   *[other] Totals are kept as they grow and are never recalculated: whatever { $count } deleted learners had learned stays in them.
}
report-empty = Nobody has learned anything yet. Press i to import a learning report: a summary or a detail.
command-open-request = whole request
command-open-request-help = Shows the request with the learner’s own words.
command-view-requester = Profile
command-view-requester-help = Opens the profile of the learner who asked.
command-claim = Claim
command-claim-help = Takes a request as yours.
command-reply = Reply
command-reply-help = Writes to the learner about a request.
command-note = Note
command-note-help = Adds a note that only operators read.
command-do-it = Do it
command-do-it-help = Does what a request asks for and closes it.
command-approve = Approve
command-approve-help = Approves what somebody else asked for.
command-reject = Reject
command-reject-help = Closes a request without doing it.
command-export-report = export
command-export-report-help = Writes the report that is shown to a CSV file.
request-paused = clock stands still, { $span } left
request-left = { $span } left
request-heading = Request { $request }: { $kind }
request-identity = Identity
request-approval = Approval
request-proof = Proof
request-next = Next
request-no-words = No words of the learner were recorded.
request-entry-note = Note, only operators read it
request-entry-reply = Reply, mailed to the learner
request-words-gone = (the words went with the learner)
request-waits = the clock stands still ({ $since })
request-verified-before = verified
request-unverified = not verified yet
request-verified = verified by { $name }
request-asked-by = asked by { $name }
request-taken-by = recorded by { $name }
request-approved-by = approved by { $name }
request-approval-asked = asked for by { $name }; can be given until { $until }, by somebody else
request-proof-log = entry { $entry } of the activity log (l)
request-proof-mail = mail about the outcome (o)
request-proof-batch = batch { $batch } (b)
request-next-new = Claim it (c), or verify the identity of who asked (v).
request-next-verify = Verify the identity of who asked (v), then Do it (d).
request-next-do = Do it (d).
request-next-answer = It cannot be carried out as things are. Reply to the learner, correct it (C), or reject it (x).
request-next-go-on = End waiting (g) when the learner has answered.
request-next-approve = Approve it (a), return it with a question (t), or reject it (x).
request-next-give-back = It cannot be carried out as things are. Return it with a question (t), or reject it (x).
request-next-others = { $name } has it.
request-next-wait-for-approval = Waits for another admin.
request-note-explained = Only operators read a note. It goes when the learner is deleted.
request-reply-explained = The words are mailed to { $name }.
request-reply-button = Send
request-verify-explained = How was it verified that it is the learner who asks, or somebody who may ask? It stays with the request until the learner is deleted.
request-verify-label = How
request-reject-explained = The request is closed without being done. The learner is mailed the reason.
request-reject-button = Reject
request-cancel-explained = The request is closed because it is no longer wanted. The learner is mailed the reason.
request-cancel-quietly-explained = The request is closed because it was recorded by mistake. The learner is not mailed; the reason stays on the request.
request-cancel-button = Close the request
request-unverify-goes = that the identity was verified, and the words on how; verified again, it takes new words
request-unverify-stays = the request, its notes and replies; the activity log keeps that it was verified
request-unverify-button = Take back
describe-request-told = the outcome is mailed to the learner
describe-request-disconnect-told = an invitation to re-register and the outcome are mailed to the learner
describe-request-revoke-goes = the license ({ $license }) and with it the access to Learning
describe-request-revoke-stays = the account and the learning history
describe-request-revoke-button = Revoke
describe-request-delete-goes = the account, the licenses and { $minutes } minutes of learning, permanently
describe-request-delete-stays = type, dates and outcome of requests, without a personal word; totals of the reports
describe-request-delete-button = Delete
describe-request-delete-waits = { $count ->
    [one] The deletion waits { $count } day; until then it can be taken back.
   *[other] The deletion waits { $count } days; until then it can be taken back.
}
describe-request-asks = Your role asks for approval: nothing is done until somebody else approves exactly this, within 72 hours.
describe-request-asks-told = now whoever can approve it; the outcome is mailed to the learner
describe-request-asks-button = Ask for approval
new-request-learner-hint = email or ID
new-request-channel-hint = such as Phone or Email
new-request-asked-by = Who asked
new-request-asked-by-hint = if not the learner
new-request-words = In own words
new-request-words-hint = what was said
new-request-nobody = No learner in this account has this email or ID.

request-reply-wait = Then wait for the learner: the clock stands still
new-request-learner-search = name, email or ID
new-request-record = Record and send
new-request-more = { $count ->
    [one] and { $count } more: type on
   *[other] and { $count } more: type on
}
new-request-found-nobody = Nobody is found by these words.
command-proof-certificate = Certificate
command-proof-certificate-help = Writes the certificate of the deletion that a request came to into a file.

# --- 10 ---

## Mail


mail-reregister-subject = Please register again for Learning at { $account }
mail-reregister-body =
    The LinkedIn profile that was connected to your Learning account at { $account } has been disconnected. { $held ->
        [no_license] Your learning history is still there.
       *[other] Your license and your learning history are still there.
    }

    To go on learning, please register again: open the Learning page of { $account }, sign in, and connect a profile when you are asked to. If { $account } requires a connected profile, its premium content stays closed until then.

    If you did not expect this, please ask the help desk or your Learning administrator.
mail-batch-subject = { $account }: deletion batch { $batch } is { $state }
mail-batch-body =
    Deletion batch { $batch } of { $account } is { $state }.

    { $rows }:
    { $outcomes }

    { $results }

    This message holds no personal data. Head of the activity log: entry { $entries }, { $head }
mail-batch-results =
    Some rows failed. Download the results file: it lies at
    { $path }
    It holds them as they were uploaded. Correct them or leave them out, and upload that file; its added columns may stay.
mail-batch-results-lost =
    Some rows failed. The results file lies at
    { $path }
    { $lost }
mail-batch-no-results = Nothing else needs to be done.

package-live-cell = A spreadsheet would run the identifier as a formula, and the hosted product does not take a guarded one.

# --- 11 ---
# --- 11 ---
mail-revoked-subject = Your Learning license at { $account } has been revoked
mail-revoked-body =
    Your license for Learning at { $account } has been revoked, so you no longer have access. Your learning history stays on record until your account is deleted.

    If you did not expect this, please ask the help desk or your Learning administrator.
mail-reply-subject = { $account }: message about request { $request } ({ $matter })
mail-reply-disconnect-yourself =
    You have left { $account }, so you can disconnect your LinkedIn profile yourself, without waiting for us:

    1. Sign in to LinkedIn Learning with your LinkedIn profile.
    2. Open your settings: click your photo at the top right, then Settings.
    3. Find the Learning account of { $account } and disconnect your LinkedIn profile from it.

    Your LinkedIn profile stays as it is. Please write again if this does not work for you, or if you want your Learning account and its data to be deleted.
mail-outcome-subject = { $account }: outcome of request { $request } ({ $matter })
mail-outcome-disconnected = { $whose } has been carried out: your LinkedIn profile is no longer connected to your Learning account. { $held ->
        [no_license] Your learning history is still there.
       *[other] Your license and your learning history are still there.
    }
mail-outcome-revoked = { $whose } has been carried out: your Learning license has been revoked, so you no longer have access.
mail-outcome-deleted = { $whose } has been carried out: your Learning account and your learning data have been deleted permanently. This message is removed from our records after it has been sent.
mail-outcome-rejected =
    { $whose } has not been carried out. The reason:

    { $reason }
mail-outcome-cancelled =
    { $whose } has been closed without anything being changed. The reason:

    { $reason }

mail-trouble-unreachable = The mail server cannot be reached or does not answer. It is tried again. ({ $words })
mail-trouble-encryption = The connection to the mail server cannot be encrypted, or its certificate is not trusted. Correct security or ca_file under [mail] in the configuration. ({ $words })
mail-trouble-sign-in = The mail server does not accept the user name and password, or wants some. Correct them under [mail] in the configuration. ({ $words })
mail-trouble-greeting = The mail server turns this machine away. It may not know the name that it is greeted with: set hello under [mail] in the configuration. ({ $words })
mail-trouble-sender = The mail server does not accept mail from this sender or machine. Correct from, username or host under [mail] in the configuration. ({ $words })
mail-trouble-folder = The mail directory cannot be written. ({ $words })
mail-trouble-deferred = The mail server asks to try again later. ({ $words })
mail-trouble-unconfirmed = The connection broke after the message was handed over: it may have arrived. It is sent again with the same Message-ID. ({ $words })
mail-trouble-refused = The mail server refuses this message or its recipient. ({ $words })
mail-trouble-address = No message can go to this address. ({ $words })

notice-mail-closed = Mail stays queued. { $why }

mail-setup-no-from = The configuration names a mail server, but no sender: add from = "Learning <learning@example.com>" under [mail].
mail-setup-from = This is not a sender: { $from }. Write from under [mail] like "Learning <learning@example.com>".
mail-setup-hello = This is not a name to greet a mail server with: { $name }. Write hello under [mail] like "learning.example.com".
mail-setup-plain = security = "none" under [mail] sends mail unprotected and is allowed to this machine only, not to { $host }. Use "starttls" or "tls".
mail-setup-no-password = The mail server wants a password for { $username }: name a password_file under [mail], or set OFFBOARD_SMTP_PASSWORD.
mail-setup-no-username = There is a password_file, but no username under [mail].
mail-setup-password-open = Others can read the password file { $path }. Let only its owner do so: chmod 600.
mail-setup-password-line = The password file { $path } must hold the password and nothing else, in one line.
mail-setup-file = { $path } cannot be used: { $words }
mail-setup-no-host = There are keys for a mail server under [mail], but no host.

mail-wish-disconnect = to disconnect your LinkedIn profile from your Learning account
mail-wish-revoke = to revoke your Learning license
mail-wish-delete = to delete your Learning account and all of your learning data
mail-received-subject = { $account }: request { $request } received ({ $matter })
mail-received-body =
    We have received your request. { $next }

    If you did not ask for this, please tell the help desk at once.
mail-received-body-other =
    We have received a request about your Learning account that somebody made for you. { $next }

    If you do not want this, please tell the help desk at once.
mail-greeting = Hello { $name },
mail-greeting-nobody = Hello,
mail-about = Request { $request }: { $wish }
mail-number-follows = (number follows)
mail-about-new = Request: { $wish }
mail-about-learner = Learner: { $name }
mail-about-received = Received: { $day }
mail-signature = The help desk of { $account }
mail-whose-own = Your request
mail-whose-other = The request that somebody made for you
mail-matter-disconnect = disconnecting the LinkedIn profile
mail-matter-revoke = revoking the Learning license
mail-matter-delete = deleting the Learning account
mail-outcome-deleted-with =
    { $whose } has been carried out: your Learning account and your learning data have been deleted permanently. With that, this is settled too:

    { $wishes }

    This message is removed from our records after it has been sent.
mail-outcome-overtaken =
    Your Learning account and your learning data have been deleted permanently. With that, what had been asked for is done:

    { $wishes }

    This message is removed from our records after it has been sent.
mail-approval-subject = { $account }: approval of deletion batch { $batch }
mail-approval-body =
    Deletion batch { $batch } of { $account }: { $planned } of { $users } users.

    { $said }

    The approval is bound to the staged rows, SHA-256 { $seal }. This message holds no personal data.
mail-approval-wanted = It waits for the approval of a second full admin, until { $until }. Look at it under Me > Authenticate > Automate user management > User Deletion. Nothing has been deleted.
mail-approval-last-day = Nobody has approved this batch yet, and approval can be given until { $until } ({ $left } left). Then the batch is withdrawn. See Me > Authenticate > Automate user management > User Deletion. Nothing has been deleted.
mail-approval-given = { $name } has approved it, and it begins now.
mail-approval-given-due = { $name } has approved it. It begins on { $due }; until then it can be withdrawn.
mail-approval-expired = Nobody approved it within 72 hours, so it was withdrawn. Nothing was deleted.
mail-approval-lapsed = { $name }, who had approved it, was not a full admin any more when it was due, so it did not begin. It waits for the approval of somebody else, until { $until }. Nothing has been deleted.
mail-confirmer-left = { $name }, who answered for it, may not delete learners any more, so it is paused. Another full admin can go on with it, cancel it or, while nothing of it has begun, withdraw it.

mail-trouble-letters = The mail server takes no address with such letters before the @ (it does not offer SMTPUTF8). Correct the address, or use a server that offers it, and send again. ({ $words })

# --- 11 ---

## Demo accounts


# What is written in demo accounts
demo-channel-phone = Phone
demo-channel-letter = Letter
demo-channel-email = Email
demo-channel-chat = Chat
demo-chloe-channel = Email to privacy@enigma.example
demo-chloe-note = Has left the company and asks that her learning history be erased. Wants a confirmation.
demo-chloe-verified = Reply from her address on record
demo-chloe-checked = Asked payroll whether a course certificate is still needed.
demo-budi-note = Moves to a position without learning hours and gives the license back.
demo-siti-channel = Service desk ticket 4711
demo-siti-note = Connected her private profile by mistake and wants to connect the other one.
demo-former-employer = Signs in with the profile of a former employer and cannot reach the courses.
demo-called-back = Called back on the number in the directory
demo-hold-reason = Works council inquiry, records to be kept
demo-hold-lifted = Inquiry closed, see the file of the legal department
demo-erasure-note = Has left in spring and wants everything erased that is not needed any more.
demo-erasure-verified = Copy of the leaving certificate, since destroyed
demo-erasure-checked = No open certificates; the line manager knows.
demo-erasure-reply = We have your letter and will erase your data this week.
demo-parental-leave = On parental leave for a year; the seat can go to somebody else.
demo-manager-confirmed = Line manager confirmed by phone
demo-relative = Somebody who says to be a relative
demo-relative-note = Wants the account of the learner deleted.
demo-relative-checked = No power of attorney, and the learner knows nothing of it.
demo-relative-rejected = Only you can ask for this. Please write to us from your own address.
demo-license-unused = Does not use the license.
demo-license-kept = You wrote that you want to keep your license after all.
demo-two-profiles = Two profiles, wants the older one taken off.
demo-which-profile = Which of the two profiles shall be disconnected? Please send us its public address.
demo-last-day = Last working day is at the end of the week; asks for a confirmation.
demo-partner-company = Wants the learning history gone after changing to a partner company.
demo-signed-mail = Signed mail from the address on record
demo-workshop = Changes to the workshop and has no desk any more.
demo-known = Known in person
# --- 12 ---
# --- 12 ---
# --- 12 ---

## 13. Tours

tour-next = next
tour-back = back
tour-play = play
tour-pause = pause
tour-leave = leave the tour
tour-next-keys = Next:
tour-goes-back = Going back on a fresh account …
tour-by-hand = You have the console now: go on by hand from here. Ctrl-Q ends it, and the demo account goes with it.
tour-over = The tour is over. You have the console now: go on by hand from here. Ctrl-Q ends it, and the demo account goes with it.
tour-astray = This step did not come out as the tour says: “{ $text }” is not on the screen. Go back, leave the tour and go on by hand, or skip the step.

cli-tour = Shows a walkthrough on a demo account of its own
cli-tour--name = Which one; without a name they are listed
cli-tour--list = List the walkthroughs
cli-tour--auto = Play by itself from the beginning
cli-tour--pace = How fast it plays: slow, normal, fast, or seconds for each caption
cli-tour--record = Record it into an asciicast file instead of showing it; needs no terminal
cli-tour--size = Columns and rows of the recording, from 80x24 to 400x200
cli-tour-own-account = A tour plays on a demo account of its own. The database that was named is left alone.
out-tour = Tour
out-steps = Steps
out-title = Title

# --- 13 ---

act-residue-clear = what named deleted people taken out of a text
act-operator-erase = name and address of an operator erased
act-settings-approve = change of the account settings approved
log-detail-waits = waits for another full admin
receipt-settings-wait = The change weakens a guard, so it waits until another full admin approves it: Account settings, or offboard account approve. Nothing is changed yet.
receipt-residue-cleared = { $count ->
    [one] Taken out in { $count } place. Now run offboard db purge: it takes what is gone out of the files and searches them again.
   *[other] Taken out in { $count } places. Now run offboard db purge: it takes what is gone out of the files and searches them again.
}
receipt-operator-erased = Name and address of the operator are erased. Run offboard db purge, so that nothing of them is left in the files.
reason-operator-not-disabled = Only an operator who is disabled can be erased.
reason-no-settings-wait = No change of the settings waits for approval.
warning-no-second-admin = There is no other full admin who can sign in: nobody could approve a batch. Add one first, with an address of their own: one who is added while this is on has access from you alone and cannot approve for you.
warning-gives-access-alone = A second full admin is asked for, and you alone decide about this access: neither of you can approve what the other asks for.
warning-ends-approver = A second full admin is asked for, and this one could approve until now. For 72 hours changes that weaken a guard still wait for another full admin.
warning-nobody-approves = Nobody can approve it now: there is no other full admin who can sign in and has access from somebody else. It lapses after 72 hours.
warning-last-approver = After this nobody can approve your deletion batches: no other full admin who can sign in has access from somebody else. What waits for approval lapses after 72 hours.
warning-waits-for-another = The change weakens a guard. It waits until another full admin approves it.
settings-wait = { $who } asks for a change that weakens a guard: { $what }. Another full admin can approve it until { $until }: { $key }.
command-approve-settings = approve
command-approve-settings-help = Approves the change of the settings that another full admin asks for, when confirmed.
command-erase-operator = erase
command-erase-operator-help = Removes the name and the address of a disabled operator for good.
describe-erase-operator-goes = The operator's name, address, passphrase and mail to them. This cannot be undone.
describe-erase-operator-stays = What they did stays in the activity log, under their number.
cli-settings-wait = { $who } asks for a change that waits for another full admin until { $until }: { $what }. Approve it: offboard account approve
cli-account-approve = Approves the change of the settings that another full admin asks for
cli-operators-erase--name = The operator's name
cli-db-residue = Shows where addresses of deleted people stand in what people wrote, and in the files
cli-db-residue--clear = Take them out of these texts
cli-residue-clear = Take them out of these texts: offboard db residue --clear
cli-residue-operator = { $name } is an operator of this console with the address of somebody deleted. Disable and erase them: offboard operators disable, offboard operators erase
out-residue-of = Number
out-residue-field = Field
out-residue-text = What stands there
out-residue-without = Without the address

## Requests: who asks, what stands in the way, approvals

mail-received-due = It will be done by { $due } at the latest. We may have to ask you first who you are. You will get a message when it is done; until then nothing is changed.
mail-received-examined = We are examining whether and when it can be done, and will write to you. Until then nothing is changed.
mail-kind-request-approval = approval of a request
mail-request-approval-subject = { $account }: approval of request { $request }
mail-request-approval-body =
    Request { $request } of { $account }: { $kind }.

    { $said }
mail-request-approval-wanted = { $name } asks for approval. It can be given until { $until } ({ $left } left). You find it under Requests, in the view Waiting for my approval. Nothing has been done yet.
mail-request-approval-last-day = Nobody has approved this yet, and approval can be given until { $until } ({ $left } left). Then it must be asked for again. It stands under Requests, view Waiting for my approval. Nothing has been done.
mail-request-approval-returned = { $name } has a question before it can be approved. You find it on the request, which is in review again. Nothing has been done.
mail-request-approval-expired = Nobody approved it in time. The request is in review again, and approval must be asked for once more. Nothing has been done.
mail-request-approval-outdated = The learner was changed meanwhile, so that it is not any more what you asked approval for. The request is in review again: look again, and ask for approval once more. Nothing has been done.
reason-batch-awaits-approval = Batch { $batch } was made of the request and waits for a second full admin. It is the batch that is approved or withdrawn.
reason-identity-first = A deletion needs a verified identity before approval is asked for. Verify the identity of who asked first.
reason-identity-reason = Nobody has verified the identity of who asked. To delete all the same, say why; it is kept on the request and in the activity log.
reason-replied-already = A reply was mailed to this learner, so the request stays theirs. Close it and record a new one.
reason-nothing-to-correct = Learner and type are the same as before.
warning-cannot-be-done = As things are, this cannot be carried out: { $reason }
receipt-request-returned = Request { $request } is in review again, with your question.
receipt-request-corrected = Request { $request } is corrected. A letter about it that had not left yet is written anew; the correction itself is mailed to nobody.
receipt-request-awaits-second = Batch { $batch } was made of request { $request } and waits for a second full admin.
entry-kind-question = Question before approval
request-entry-question = Question before approval, only operators read it
act-request-return = request returned with a question
act-request-correct = request corrected
act-request-not-theirs = a request was recorded for this learner by mistake
act-request-unverified = deletion without a verified identity
command-return-request = Return with a question
command-return-request-help = Gives a request back to whoever asked for approval, with a question.
command-correct-request = Correct learner or type
command-correct-request-help = Corrects whose request it is and what it asks for. A letter that had not left yet is written anew; the correction itself is mailed to nobody.
request-question-explained = The request goes back into review, and the question stands on it. Only operators read it.
request-question-button = Return
request-wait-changes = the clock stands still from now on, and the due date moves by the pause
request-wait-stays = the request, which goes on when you end the waiting
request-wait-button = Stop the clock
request-unverified-label = Reason
request-cancel-quietly = Recorded by mistake: the learner is not mailed
request-correct-title = Correct request { $request }
request-learner = Learner
request-on-hold = on legal hold
request-other-open = { $count ->
    [one] { $count } other open request
   *[other] { $count } other open requests
}
request-others = Other requests
request-other = { $request } { $kind }, { $state }
request-no-id = no ID
request-no-address = no email address
request-cannot = Cannot be carried out as things are: { $reason }
request-awaits-second = batch { $batch } waits for a second full admin (b)
request-setback-approval-expired = nobody approved it in time
request-setback-returned = came back with a question
request-setback-corrected = what was asked for changed while it waited for approval, which must be asked for again
request-setback-batch-withdrawn = batch { $batch } was withdrawn
request-setback-batch-unapproved = nobody approved batch { $batch } in time
request-setback-batch-cancelled = batch { $batch } was cancelled
request-setback-taken-back = its change was taken back before it was handed over
request-setback-given-up = nobody waits for the provider any more; whether it was done there is not known
request-setback-row = batch { $batch } did not delete the learner: { $outcome }
new-request-choose-type = choose (← →)
new-request-type-missing = Choose what the learner asks for.
new-request-all-the-same = Save again to record it all the same; the learner is promised nothing.
new-request-open-other = Ctrl-O leaves this and opens it.
home-awaiting = { $count ->
    [one] { $count } request waits for your approval
   *[other] { $count } requests wait for your approval
}
home-awaiting-detail = approve within { $span }
out-other-open = Other open requests
out-setback = Came back
out-setback-at = Came back at
out-setback-batch = Batch before
cli-requests-do--unverified = Why a deletion is done although nobody has verified the identity
cli-requests-approve--unverified = Why a deletion is done although nobody has verified the identity
cli-requests-cancel--no-mail = The learner is not mailed: it was recorded by mistake
cli-requests-return--question = What must be known first; only operators read it
cli-requests-correct--user = The learner whose request it is: email or ID
cli-requests-correct--kind = What the learner asks for
request-state-learner = For learner
request-state-approval = For approval
request-kind-in-list-disconnect = disconnect
request-kind-in-list-revoke = revoke
request-kind-in-list-delete = delete


# What a spreadsheet or an encoding made of a cell.
damage-formula = This is the text of a formula, not its value. Paste the column as values, format it as text, and upload the file again.
damage-error-value = This is an error value of a spreadsheet. Correct the cell at its source, and upload the file again.
damage-date = A spreadsheet made a date of this. Format the column as text and enter it again.
damage-fraction = A spreadsheet or an export added decimals to this. Format the column as text and enter it again.
damage-exponent = A spreadsheet made a number in powers of ten of this. Format the column as text and enter it again.
damage-grouping = A spreadsheet put the digits of this into groups. Format the column as text and enter it again.
damage-nothing-word = This is a program’s word for an empty cell. Leave the cell empty, or enter what belongs there.
damage-text-mark = A spreadsheet’s mark for text, or quotes, stand before this. Remove them.
damage-mojibake = This text was read in the wrong encoding. Save the file as UTF-8 from its source, and upload it again.
damage-lost-zeros = Nobody has this ID, but somebody has it with zeros before it. A spreadsheet removes them: format the column as text and enter the ID again.
damage-lost-digits = A spreadsheet keeps fifteen digits and made zeros of the rest. Format the column as text and enter it again.

# The first steps of a new account.
steps-heading = First steps of this new account, in order. x puts the list away.
step-license-types = License types and seats
step-license-types-way = People > Licenses, n · offboard licenses add
step-users = Users
step-users-way = People > Users, a, by CSV · offboard users import
step-learning = Learning reports
step-learning-way = Reports, i · offboard learning import
step-rules = The account’s rules
step-rules-way = Me > Account settings · offboard account set
step-operators = Operators
step-operators-way = Me > Operators: p, then n · offboard operators add
step-mail = Mail
step-mail-way = [mail] in the configuration file: docs/mail.md
out-step = Step
out-step-done = Done
out-step-way = How
act-first-steps-dismiss = list of first steps put away
receipt-first-steps-dismissed = The first steps are put away. offboard account next still shows them.
reason-no-columns-remembered = Nothing is remembered of files with this header line.
reason-no-first-steps = The first steps are not shown.
command-dismiss-steps = put first steps away
command-dismiss-steps-help = Takes the first steps of a new account off Home; offboard account next still shows them.
cli-account-next = Shows the first steps of a new account, and which are done
cli-account-next--dismiss = Take the list off Home
cli-whole = { $count ->
    [one] The account with its one learner is written into { $folder }. Whoever reads it reads everything.
   *[other] The account with its { $count } learners is written into { $folder }. Whoever reads it reads everything.
}
cli-users-export--everything = Write the whole account into a new folder: all but the log, deleted users, mail, requests, operators, what waits at a provider, and the old words of histories
cli-init--from = Make the account anew from the folder that users export --everything wrote

# At the provider, in the console

command-at-provider-help = What goes to the provider, what it has, and what evidence says.
command-at-provider-words = handover uploaded results roster overdue prepared give up take back
command-open-handover = What to do
command-open-handover-help = Opens a handover: its file, what to do with it, and its changes.
command-open-change = Open
command-open-change-help = Opens a change: where it stands, and its evidence.
command-mark-uploaded = Mark as uploaded
command-mark-uploaded-help = Says that somebody uploaded the file of a handover, and when.
command-mark-uploaded-words = file uploaded handed over
command-tick-off = Done there
command-tick-off-help = Says that you did a change at the provider by hand.
command-tick-off-words = by hand tick off
command-take-results = Results file
command-take-results-help = Takes the provider’s results file in: who stands in it is refused.
command-take-results-words = refused failed rows provider
command-take-roster = Roster
command-take-roster-help = Takes the provider’s download of all users in: it updates everybody and confirms who is gone.
command-take-roster-words = download all users confirm evidence
command-see-evidence = Evidence
command-see-evidence-help = Shows the last roster that was believed.
command-prepare-again = Prepare again
command-prepare-again-help = Hands refused changes over once more, in a new file or by new calls.
command-prepare-again-words = refused retry
command-take-back-changes = Take back
command-take-back-changes-help = Takes changes back that the provider does not have yet.
command-take-back-changes-words = undo prepared row
command-give-up-changes = Give up
command-give-up-changes-help = Waits no longer for changes; that stops nothing at the provider.
command-give-up-changes-words = no longer wait overdue
home-provider = { $count ->
    [0] Nothing open at the provider
    [one] { $count } change at the provider
   *[other] { $count } changes at the provider
}
home-provider-detail = { $prepared } to hand over{ $hand ->
    [0] {""}
   *[other] {" "}· { $hand } by hand
    } · { $overdue } overdue
provider-figure = { $open } open · { $overdue } overdue
provider-none = Nothing is at the provider. Whatever you delete, revoke or disconnect from now on is prepared here first: confirm a batch, and its files stand here with what to do next.
provider-none-here = This account lives here: what is done here is done, and nothing goes to a provider. If the learners are really in a hosted account, say so: Me > Account settings > Where the account lives.
provider-act = Act
provider-short-handover = No.
provider-short-changes = All
provider-short-confirmed = Confirmed
provider-part = { $handover } { $part } of { $parts }
provider-handover = Handover { $handover }
provider-by-hand-done = by hand, { $done } of { $all } done
provider-uploaded-when = uploaded { $when }
provider-overdue-when = overdue, uploaded { $when }
provider-do-upload = Upload { $file } once, at { $page }. Then mark it as uploaded (u).
provider-do-upload-roster = Upload { $file } once, where a roster is uploaded at the provider. Then mark it as uploaded (u).
provider-do-by-hand = At the provider: { $clicks }. Then tick each learner off in the handover (d).
provider-do-push = Calls are to be made: p here, or offboard provider push.
provider-do-wait = The provider mails within one to seven days. If something failed, bring its results file (r). Then download all users there and bring that file (o): only that confirms what was done.
provider-do-overdue = No evidence came in time. Download all users there and bring that file (o). What it shows as before was not done there: ask the provider, or give the change up (g).
provider-do-refused = { $count ->
    [one] One change was refused by the provider. Prepare it again (a), or leave it.
   *[other] { $count } changes were refused by the provider. Prepare them again (a), or leave them.
    } Nothing was deleted here for it.
provider-do-refused-batch = { $count ->
    [one] One change was refused by the provider. Prepare it again (a) while its batch is not over; after that it goes into a new batch.
   *[other] { $count } changes were refused by the provider. Prepare them again (a) while their batch is not over; after that they go into a new batch.
    } Nothing was deleted here for it.
provider-do-nothing = Every change of it has ended.
provider-last-roster = The last roster that was believed
provider-evidence = Evidence
provider-taken = Taken
provider-received = Received
provider-source = Source
provider-learner-gone = erased here ({ $user })
provider-change = Change { $change }
provider-since = Since
provider-code = Code
provider-kept-here = Deleted at the provider and kept here: a legal hold keeps the record, or the learner is an operator.
provider-to-request = Request { $request }
provider-prepared-by = Prepared { $when } by { $who }
provider-not-handed = not at the provider yet
provider-handed-at = at the provider since { $when }
provider-no-file = No file: this is done by hand.
provider-changes-figure = { $confirmed } of { $count ->
    [one] { $count } change confirmed
   *[other] { $count } changes confirmed
}
provider-no-changes = Every change of this handover was taken back or handed over in another one.
provider-give-up-explained = { $about }: nobody waits for it any more. That stops nothing at the provider, and nothing is deleted here for it. The reason stands in the activity log.
provider-give-up-reason = Reason
uploaded-when = Uploaded
uploaded-explained = { $count ->
    [one] { $file } with { $count } change is at the provider, you say. It can’t be taken back any more.
   *[other] { $file } with { $count } changes is at the provider, you say. They can’t be taken back any more.
    } When was it uploaded?
moment-wrong = Write the day and the time, like 2026-11-27 14:02.
describe-tick-off-changes = the change counts as done, on your word
describe-tick-off-stays = the account of the learner, and the past
describe-tick-off-told = the learner, where this account mails and the provider does not; a request is closed
describe-take-back-goes = { $count ->
    [one] { $count } change that the provider does not have
   *[other] { $count } changes that the provider does not have
}
describe-take-back-stays = the learners, as they are; what the provider has already
describe-take-back-file = The file is written anew without them, or removed. Do not upload an older copy.
describe-take-back-by-hand = It goes from the list of what is to be done by hand. If it was done there already, tick it off (d) instead.
describe-take-back-calls = No call is made for them.
describe-again-changes = { $count ->
    [one] { $count } refused change goes into a new file
   *[other] { $count } refused changes go into a new file
}
describe-again-calls = { $count ->
    [one] { $count } refused change is to be called for once more
   *[other] { $count } refused changes are to be called for once more
}
describe-again-stays = the learners, as they are, until evidence says that it is done
describe-give-up-goes = { $count ->
    [one] the waiting for { $count } change
   *[other] the waiting for { $count } changes
}
describe-give-up-stays = what the provider does all the same
setting-provider-stays = { $count ->
    [one] { $count } change at the provider
   *[other] { $count } changes at the provider
}
learner-change-delete = Deletion at the provider: { $state } { $when }
learner-change-revoke = Revoking at the provider: { $state } { $when }
learner-change-disconnect = Disconnecting at the provider: { $state } { $when }
request-next-provider = It is done once the provider has done it: Me > At the provider, handover { $handover }.
batch-at-provider-done = at the provider, { $done } of { $total } gone
command-batch-handovers = Handover
command-batch-handovers-help = Opens the handover of the batch at the provider: its file, what to do, and its changes.
provider-in-one-line = Handover { $handover }: { $state } · { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
provider-more-handovers = { $count } more under Me > At the provider
describe-hold-changes = nobody can delete the record here while the hold stands
describe-hold-stays = what the provider has already, or is about to get
provider-calls = No file: the server is called.
provider-do-in-doubt = Calls were made whose answers are not known. The next run asks about them before anything is sent again: p here, or offboard provider push.
provider-do-accepted = The server took it on and says nothing of its being done. Read all its users (Configure SCIM, u, or offboard provider pull): that confirms what was done.
receipt-calls-stopped = The calls stop at the next one. What is left waits until somebody makes it.
receipt-calls-go-on = The calls go on.
reason-no-calls = No call is to be made.
reason-no-calls-under-way = No calls are being made at the moment.
reason-no-server = There is no connection to a SCIM server. Make it in Me > Authenticate > Automate user management > Configure SCIM.
act-provider-stop-calls = calls to the SCIM server stopped
act-provider-let-calls = calls to the SCIM server let go on
command-scim-help = Shows the connection to the provider’s SCIM server, what it does, and its calls.
command-connect = Connect
command-connect-help = Tries a SCIM server, and keeps the connection to it when it answers.
command-test-server = Test
command-test-server-help = Shows what the server really does. Nothing is written there.
command-pull-users = Pull
command-pull-users-help = Reads all users of the server, and shows what that would conclude before anything is.
command-push-calls = Push
command-push-calls-help = Makes the calls that are to be made, in the background. What is in doubt is asked about first.
command-stop-calls = Stop
command-stop-calls-help = Stops the calls at the next one, until somebody makes them again.
command-choose-deleting = Deleting
command-choose-deleting-help = Chooses whether the server deletes users, or only deactivates them while they are deleted by file.
cli-provider-stop = Stops the calls at the next one, whoever makes them, until somebody makes them again
calls-of = { $percent }  { $done } of { $total } { $total ->
    [one] change
   *[other] changes
 }
calls-rate = { $rate }/s
calls-nothing-lost = Nothing is lost if this window closes. Whatever was sent is written down, and the next push asks about it.
scim-token = Token
scim-token-kept = kept in a file of its own, and never shown
scim-not-connected = There is no connection to a server yet. Connect (c): you need its address and a token.
scim-revoking = Revoking
scim-deleting = Deleting
scim-deleting-file = by file; until then the learner is deactivated by a call
scim-deleting-calls = by a call (DELETE), where the server does it
scim-deleting-stays = what is prepared already goes the way it was prepared
scim-lives = Where this account lives: { $provider }. Calls are made once it lives at an identity platform (SCIM): Me > Account settings.
scim-no-calls = No call is to be made.
scim-calls-wait = { $doubt ->
    [0] { $prepared ->
        [one] One change waits for a call.
       *[other] { $prepared } changes wait for calls.
     }
   *[other] { $prepared } wait for calls; of { $doubt } it is not known what came of the call, which is asked about first.
 }
scim-calls-held = Somebody stopped the calls. They go on with Push (p).
scim-stopped = Stopped before its end. Push (p) goes on.
scim-findings = What the server does
scim-testing = The server is being asked …
scim-not-tested = Not tested since this page was opened. Test (t) shows it; nothing is written there.
scim-looked-at = { $sample } users: externalId { $id } · userName { $name } · address { $email } · active { $active } · groups (not read) { $groups }
scim-yes = yes
scim-no = no
scim-unknown = not said
scim-figure = { $count ->
    [0] no calls wait
    [one] one call waits
   *[other] { $count } calls wait
 }
scim-figure-calls = calls are being made
connect-title = Configure SCIM
connect-about = The server is tried first; nothing is written there. The token is kept in a file of its own for your user alone, and shown nowhere.
connect-token-file = or a token file
connect-ca-file = File of authorities
connect-token-missing = A token is needed: type it, or name a file that holds it.
connect-token-twice = Type the token or name a file, not both.
import-all-of-server = All users of the server
import-reading-server = Reading all users of the server …
import-server-license = Who is active there has this license
import-server-none = Nothing is read before it is said which license being active there stands for. Go back and begin again.
import-server-not-whole = A listing that may lack somebody concludes nothing.
command-gone = Gone without our doing
command-gone-help = Lists who is here and not in the provider’s last roster, although nothing explains it.
command-gone-words = missing left leavers accept roster
command-open-gone-help = Opens the profile of a learner who is gone at the provider.
command-accept-gone = Accept
command-accept-gone-help = Reviews a batch that erases this learner here, because they are gone at the provider.
command-accept-all-gone = Accept all
command-accept-all-gone-help = Reviews a batch that erases everybody of this list here.
gone-figure = { $count ->
    [one] { $count } learner
   *[other] { $count } learners
}
gone-missed = Not in roster of
gone-none = Nobody is gone at the provider without our doing, as far as the last roster says.
gone-about = Only to look at. Accepting reviews an ordinary batch: whoever is in it once it is confirmed is erased here, permanently; nothing is sent to the provider.
reason-no-roster-yet = No roster of the provider was taken in yet.
reason-not-gone-there = Not everybody chosen is gone at the provider, as far as the last roster says.
import-file-provider-roster = Choose the provider’s download of all users
import-file-provider-roster-about = It updates everybody and says who is new, changed and gone. Changes whose learner is not in it any more are confirmed, and those learners are erased here too. A file that is cut short, filtered or of another account concludes nothing.
import-file-results = Choose the provider’s results file
import-file-results-about = The provider mails it only if something failed. Who stands in it is refused, in the provider’s words. Who does not is not confirmed yet: only a roster does that.
import-taken-about = When was this file downloaded at the provider? Only changes that the provider had before that moment can be confirmed by it.
import-taken = Taken
import-taken-offered = { $when }, when the file was changed last
import-taken-at = Taken { $when }
import-doubtful = This roster is not believed, and nothing was concluded from it.
import-doubtful-for-good = It cannot be taken in. Download it again, whole, and bring that file.
import-doubtful-full-admin = If it is right all the same, a full admin can take it in with a phrase.
import-doubtful-phrase = If it is right all the same, type: { $phrase }
import-doubts = believed all the same
import-doubts-overruled = because you typed the phrase
import-confirmed = confirmed at the provider
import-overdue = overdue
import-still-open = still open
import-alike = perhaps in it under another identifier
import-alike-note = their deletion stays open
import-gone-without-us = { $gone } without our doing
import-gone-before = { $gone } without our doing, { $before } of them gone before
import-gone-at-provider = This learner is in the account, and no row of the file means them. They are erased here only if their deletion is confirmed by it; everybody else stays, to look at.
import-results-rows = rows
import-results-refused = refused
import-results-unknown = mean nobody
import-results-unknown-note = of whom a change is open
import-results-again = name a change again
import-results-well = say that it went well; that confirms nothing
import-confirm-provider-roster = Take the provider’s roster in
import-confirm-concluded = { $count ->
    [one] { $count } change is confirmed; where that is a deletion, the learner is erased here, permanently
   *[other] { $count } changes are confirmed; where those are deletions, the learners are erased here, permanently
}
import-confirm-provider-stays = { $open ->
    [0] no change stays open
    [one] { $open } change stays open
   *[other] { $open } changes stay open
    }; { $gone ->
    [0] nobody is gone without our doing
    [one] { $gone } learner who is gone without our doing stays here, to look at
   *[other] { $gone } learners who are gone without our doing stay here, to look at
}
import-confirm-provider-told = whose request is done by it; nobody else
import-confirm-results = Take the results file in
import-confirm-results-changes = { $count ->
    [one] { $count } change is refused by the provider
   *[other] { $count } changes are refused by the provider
}
import-confirm-results-stays = the learners, and every change that does not stand in the file
import-take-in = Take in
import-which-message = Under which header does the provider say why?
import-nothing-concluded = Nothing has been concluded.
import-taken-in = This is done. Whoever is confirmed is erased here now.

# At the provider

provider-note =
    This file deletes learners of { $account } for good once it is uploaded (batch { $batch }).
    Where: { $page }. Upload it once, in the wizard, as a full admin of the hosted account.
provider-note-file =
    { $file }: { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
    SHA-256 { $sha256 }
provider-note-after =
    Then mark the file as uploaded (offboard provider uploaded). The provider mails within one to seven days; a results file comes only if something failed. Download all users afterwards and bring that file here: it confirms who is gone.
provider-note-revoke =
    This file takes the licenses of learners of { $account } away once it is uploaded: their status is inactive in it.
    Where: where a roster of users is uploaded in the hosted account. Upload it once, as a full admin there.
provider-note-revoke-after =
    Then mark the file as uploaded (offboard provider uploaded). Download all users afterwards and bring that file here: its license status confirms who has none any more.
provider-here = here
provider-file = hosted product (file)
provider-scim = platform with SCIM
setting-provider = Where the account lives
setting-provider-hint = hosted: done by files
road-file = file
road-by-hand = by hand
road-scim = calls (SCIM)
change-state-prepared = prepared
change-state-by-hand = to be done by hand
change-state-by-hand-noted = to be done by hand, noted
change-state-in-doubt = in doubt
change-state-handed-over = handed over
change-state-overdue = overdue
change-accepted = The server took it on (202) and has not done it yet. Each push asks about it.
change-deactivated = deactivated at the provider for this deletion, or in doubt; whoever is to stay is activated again there, by hand
change-state-confirmed = confirmed
change-state-refused = refused
change-state-given-up = given up
change-state-taken-back = taken back
handover-state-to-upload = to upload
handover-state-to-push = to be called
handover-state-in-doubt = in doubt
handover-state-by-hand = to be done by hand
handover-state-uploaded = uploaded, waiting
handover-state-accepted = accepted, waiting
handover-state-overdue = overdue
handover-state-done = done
evidence-roster = roster
evidence-results = results file
evidence-answer = answer of the server
evidence-word = an operator’s word
batch-state-at-provider = at the provider
reason-batch-is-at-provider = The batch is at the provider.
outcome-at-provider = at the provider
outcome-refused-by-provider = refused by the provider
outcome-given-up = given up
outcome-back-there = back at the provider
outcome-changed = changed after the review
row-at-provider = An earlier batch’s deletion of this learner is on its way at the provider.
row-refused-by-provider = The provider refused to delete this learner. Nothing was deleted here.
row-refused-by-provider-why = The provider refused to delete this learner ({ $why }). Nothing was deleted here.
row-given-up = Nobody waits for the provider any more. Nothing was deleted here; what happened there is not known.
row-back-there = The learner was gone at the provider when this batch was reviewed and is there again. Nothing was deleted here.
row-changed = The email or ID of the learner was changed after the review: the row may mean somebody else now. Nothing was deleted. Upload the row again.
batch-told-at-provider = Nobody is deleted here before evidence says that they are deleted there. Next: h, or Me > At the provider.
act-batch-hand-over = deletion batch prepared for the provider
act-provider-uploaded = file marked as uploaded
act-provider-results = results file taken in
act-provider-roster = roster of the provider taken in
act-provider-tick-off = done at the provider by hand
act-provider-give-up = given up at the provider
act-provider-take-back = taken back before the provider had it
act-provider-again = prepared for the provider again
act-provider-confirm = confirmed by the provider
act-provider-overdue = no evidence from the provider in time
act-provider-call = call to the SCIM server
act-provider-refuse = refused by the SCIM server
act-provider-divert = deletions handed over by file instead
act-provider-survey = SCIM server tried
warning-done-elsewhere = The account lives at a provider. This is prepared here and done there; until evidence says so, nothing changes here.
warning-closes-requests = { $count ->
    [one] The open request { $request } asks for this. It is closed as done, and the learner is mailed that.
   *[other] { $count } open requests ask for this, the first is { $request }. They are closed as done, and the learners are mailed that.
}
warning-handed-over = { $count ->
    [one] A deletion is at the provider already, or in a file for it: { $file }. A hold does not call it back.
   *[other] { $count } deletions are at the provider already, or in files for it, the first in { $file }. A hold does not call them back.
    } If the file is not uploaded yet, do not upload it: take the row back first. If it is, ask the provider’s support at once. The learner is not deleted here while the hold stands.
warning-handed-over-unnamed = { $count ->
    [one] A deletion is in a file for the provider that is being written. A hold does not call it back.
   *[other] { $count } deletions are in files for the provider that are being written. A hold does not call them back.
    } Take the row back before anybody uploads the file. The learner is not deleted here while the hold stands.
warning-called = { $count ->
    [one] A call that deletes this learner was made already. A hold does not call it back: ask whoever runs the server at once.
   *[other] Calls that delete { $count } of these learners were made already. A hold does not call them back: ask whoever runs the server at once.
    } The learner is not deleted here while the hold stands.
warning-deactivated = { $count ->
    [one] A call has deactivated { $count } of these learners at the provider for the deletion, or may have. That is not undone: who is to stay there is activated again there, by hand.
   *[other] Calls have deactivated { $count } of these learners at the provider for the deletion, or may have. That is not undone: who is to stay there is activated again there, by hand.
    }
refusal-answered = The server answered { $status }
refusal-not-there = Nobody at the server has this address or ID: gone without our doing, or never there. Nothing was sent
refusal-several = More than one record there can be this learner
refusal-other-email = The record there has another address
refusal-other-id = The record there has another ID
refusal-unaskable = Nothing is known here by which the server can be asked for this learner
refusal-still-there = The server says that it deleted the record, and still shows it
reason-at-provider-disconnect = This learner’s profile is being disconnected at the provider.
reason-at-provider-revoke = This learner’s license is being revoked at the provider.
reason-at-provider-delete = This learner’s deletion is on its way at the provider.
reason-lives-here = The account lives here: nothing is at a provider.
reason-lives-elsewhere = The account lives at a provider. Do this there; the next roster brings it here.
reason-changes-open = { $count ->
    [one] { $count } change is open at the provider.
   *[other] { $count } changes are open at the provider.
    } Where the account lives can be changed once all of them have ended.
reason-changes-not-carried = { $count ->
    [one] { $count } change is open at the provider, and plain files do not carry it: an account made of them would wait for nothing.
   *[other] { $count } changes are open at the provider, and plain files do not carry them: an account made of them would wait for nothing.
    } Let them end, take them back or give them up first; a backup carries everything.
reason-changes-in-doubt = { $count ->
    [one] { $count } change is in doubt at the server that is connected now, and only that server can say what came of it.
   *[other] { $count } changes are in doubt at the server that is connected now, and only that server can say what came of them.
    } Run offboard provider push first, or give them up.
reason-change-gone = There is no such change.
reason-handover-gone = There is no such handover.
reason-change-is-prepared = The change is only prepared: the provider does not have it.
reason-change-is-in-doubt = A call was made for the change and its answer is not known.
reason-change-is-handed-over = The provider has the change.
reason-change-is-overdue = The change is overdue at the provider.
reason-change-is-confirmed = The change is confirmed.
reason-change-is-refused = The provider refused the change.
reason-change-is-given-up = The change was given up.
reason-change-is-taken-back = The change was taken back.
reason-no-changes = No change is in a state in which this can be done.
reason-not-by-hand-delete = This change is a deletion by file: nobody’s word concludes it. Mark its file as uploaded, then bring a later download of all users (offboard provider roster): whoever is not in it is confirmed. A results file refuses it.
reason-not-by-hand-file = This change goes by file ({ $act }): nobody’s word concludes it. Mark its file as uploaded, then bring a later download of all users (offboard provider roster): what it shows of the learner concludes it. A results file refuses it.
reason-not-by-hand-scim = This change goes by a call to the server ({ $act }): nobody’s word concludes it. The answer of the server does (offboard provider push), or a later pull.
reason-again-at-request = Request { $request } asked for this change, and is in review again: do it there once more.
reason-server-deletes-nobody = The server was found to delete nobody. It deactivates; the deletion itself goes by file.
reason-shown-not-found = The server does not find them when it is asked, but its list of all users shows them, or somebody new with their name. Look at them there.
reason-calls-under-way = Another process is making calls to the server. One does so at a time.
reason-held-in-handover = { $count ->
    [one] { $count } learner of the file is on legal hold.
   *[other] { $count } learners of the file are on legal hold.
    } Take their rows back first; the file is then written anew. Do not upload the old one.
reason-batch-over = Batch { $batch } is over. Who was refused stands in its results file (offboard deletions results { $batch }); upload that as a new batch.
reason-no-results = No row of the file means a learner of whom a change is open. Nothing was changed.
reason-no-message-column = The column with the provider’s message was not found. Name it by its header.
reason-bad-moment = This moment is still to come, or lies before the file was prepared.
reason-roster-doubtful = This roster is not believed, and nothing was concluded from it. { $doubts }
reason-roster-doubtful-phrase = A full admin can have it believed all the same by typing: { $phrase }
doubt-header-only = It has a header and no rows.
doubt-unreadable = { $count ->
    [one] { $count } row cannot be read and may hide anybody.
   *[other] { $count } rows cannot be read and may hide anybody.
    } Correct them where they come from, and bring the roster again.
doubt-from-the-future = It was taken at a moment that is still to come.
doubt-nothing-in-common = None of its { $rows } rows means any of the { $users } learners of this account: it looks like another account’s.
doubt-part = { $missing } of { $users } learners are missing from it and nothing known here explains it; the gate is { $percent } %. It may be cut short or filtered.
doubt-older = It was taken at { $taken }; the last one at { $last }.
doubt-cut-short = Its last line does not end: it looks cut short.
receipt-prepared-disconnect = { $count ->
    [one] Disconnecting { $count } profile is on the list to be done at the provider (handover { $handover }).
   *[other] Disconnecting { $count } profiles is on the list to be done at the provider (handover { $handover }).
    }
receipt-prepared-revoke = { $count ->
    [one] Revoking { $count } license is prepared for the provider (handover { $handover }).
   *[other] Revoking { $count } licenses is prepared for the provider (handover { $handover }).
    }
receipt-prepared-delete = { $count ->
    [one] Deleting { $count } learner is prepared for the provider (handover { $handover }).
   *[other] Deleting { $count } learners is prepared for the provider (handover { $handover }).
    }
receipt-request-at-provider = Request { $request } is scheduled: it is done once the provider has done it (handover { $handover }).
receipt-uploaded = { $count ->
    [one] Handover { $handover } is uploaded: { $count } change waits for evidence.
   *[other] Handover { $handover } is uploaded: { $count } changes wait for evidence.
    }
receipt-results-taken = { $count ->
    [one] { $count } change is refused by the provider.
   *[other] { $count } changes are refused by the provider.
    }
receipt-results-others = Changes that the file does not name are not confirmed yet.
results-rows-well = { $count ->
    [one] { $count } row says that it went well.
   *[other] { $count } rows say that it went well.
    } That confirms nothing.
results-rows-again = { $count ->
    [one] { $count } row names a change that an earlier row refuses.
   *[other] { $count } rows name changes that earlier rows refuse.
    }
results-rows-unknown = { $count ->
    [one] { $count } row means nobody of whom a change is open.
   *[other] { $count } rows mean nobody of whom a change is open.
    }
results-rows-reworded = { $count ->
    [one] { $count } change that it refused before has other words now.
   *[other] { $count } changes that it refused before have other words now.
    }
results-taken-before = This file was taken in before, on { $when }. It says nothing about what was handed over after that.
results-stranger = Line { $line }, { $said }: { $why }.
results-strangers-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
    }
why-nobody-unreadable = no address and no ID can be read
why-nobody-not-found = nobody here has this address or ID
why-nobody-ids-disagree = the address and the ID do not mean one learner
why-nobody-deleted = deleted here already
why-nobody-no-change = a learner of whom no change is open
why-nobody-not-handed-over = the change is only prepared; mark its file as uploaded first
why-nobody-file-before = the file was taken in before this was handed over
why-nobody-ended = what was handed over has ended already
provider-alike = Change { $change } stays open: { $learner } is missing, and line { $line } may be the same person: { $other }.
provider-alike-before = Change { $change } stays open: { $learner } is missing, and somebody who came with an earlier roster may be the same person: { $other }.
provider-alike-decide = Look at them at the provider. If they are other people, a full admin says so with a command, offboard provider roster or pull, and --confirm “{ $phrase }”.
receipt-roster-taken = { $confirmed } confirmed, { $overdue } overdue, { $open } still open. Learners: { $added } new, { $changed } changed, { $gone } gone without our doing.
receipt-roster-before = { $count ->
    [one] { $count } of those who are gone was gone before.
   *[other] { $count } of those who are gone were gone before.
    }
receipt-roster-held = { $count ->
    [one] { $count } learner has another address or ID there. It is not taken over
   *[other] { $count } learners have another address or ID there. It is not taken over
    } while a change is open: the provider’s answers name the one that was handed over.
receipt-roster-back = { $count ->
    [one] { $count } row is somebody who was deleted here and is there again; nobody is made anew. { $rows } Delete them there
   *[other] { $count } rows are people who were deleted here and are there again; nobody is made anew. { $rows } Delete them there
    } once more, or release the address or ID under Me > Deleted users.
roster-back-row = Line { $line }: deleted here on { $date } in batch { $batch }.
receipt-provider-tick-off = Change { $change } is confirmed on your word.
receipt-provider-give-up = { $count ->
    [one] Nobody waits for { $count } change any more.
   *[other] Nobody waits for { $count } changes any more.
    } That stops nothing at the provider.
receipt-provider-take-back = { $count ->
    [one] { $count } change is taken back before it was handed over.
   *[other] { $count } changes are taken back before they were handed over.
    }
receipt-provider-again = { $count ->
    [one] { $count } change is prepared again (handover { $handover }).
   *[other] { $count } changes are prepared again (handover { $handover }).
    }
receipt-called = { $count ->
    [one] { $count } line about calls is written down.
   *[other] { $count } lines about calls are written down.
    }
receipt-diverted = { $count ->
    [one] The server deletes nobody: { $count } deletion goes by file, and the learner is deactivated.
   *[other] The server deletes nobody: { $count } deletions go by file, and the learners are deactivated.
    }
receipt-surveyed = What the server does is noted.
request-setback-provider = The provider did not do it: { $outcome }.
out-pending = still to come
out-pending-there = not confirmed by the provider
cli-at-provider = Batch { $batch } is at the provider. Nobody is deleted here before evidence says that they are deleted there. Whether a file is to be uploaded there now, or evidence to be brought: offboard provider list
cli-not-at-provider = { $count ->
    [one] { $count } failed row did not go to the provider; why stands in: offboard deletions results { $batch }
   *[other] { $count } failed rows did not go to the provider; why stands in: offboard deletions results { $batch }
    }
cli-batch-ended = Batch { $batch }: { $state }.
cli-batch-results = { $count ->
    [one] { $count } row failed. It stands, with the reason, in { $file }
   *[other] { $count } rows failed. They stand, with the reasons, in { $file }
    }
cli-concluding = What evidence has confirmed is concluded here.
cli-pushing = Calls to the server
cli-push-nothing = No call is to be made.
cli-push-held = { $count ->
    [one] { $count } change was not sent. { $reason }
   *[other] { $count } changes were not sent. { $reason }
    }
cli-push-goes-on = To go on: offboard provider push
calls-over = { $count ->
    [one] One change
   *[other] { $count } changes
    }: { $parts }.
calls-confirmed = { $count } confirmed
calls-accepted = { $count } accepted and not done yet
calls-refused = { $count } refused
calls-in-doubt = { $count } in doubt
calls-diverted = { $count } by file instead
calls-not-sent = { $count } not sent
calls-withdrawn = { $count } withdrawn meanwhile
calls-left-in-doubt = { $count ->
    [one] It is not known what came of the call for one change: the next push asks the server before it sends anything.
   *[other] It is not known what came of the calls for { $count } changes: the next push asks the server before it sends anything.
    }
cli-push-progress = { $done } of { $total }, { $confirmed } confirmed, { $refused } refused, { $rate } a second{ $more ->
    [0] .
   *[other] , { $left } left.
    }
cli-prepare-file = The deletion CSV and its report are two files: name the CSV with -o, not “-”.
cli-roster-left-out = { $count ->
    [one] One row was left out. --check lists it, with the reason.
   *[other] { $count } rows were left out. --check lists them, with the reason.
}
cli-pulled-left-out = { $count ->
    [one] One record of the server was left out. --check names it, with the reason.
   *[other] { $count } records of the server were left out. --check names them, with the reason.
    }
cli-pulled-incomplete = { $count ->
    [one] Of one record something could not be taken. --check names it.
   *[other] Of { $count } records something could not be taken. --check names them.
    }
cli-pulled-twice = { $count } records share an externalId, a userName or an address with another. They stand in the file; --check names them.
pulled-record = { $name } (id { $id })
pulled-record-nameless = id { $id }
pulled-twice = The record { $other } has the same externalId, userName or address. Nothing is concluded from either: let one of them go there, or change it.
pulled-same = The record { $other } says the same user, address or ID already. Look there which of them is right, and change the other.
pulled-no-identifier = The record has no address and no ID by which a learner could be known here. If it is a learner's, give it one there.
pulled-bad-email = The record's address is none. Correct it there.
pulled-bad-id = What should be the record's ID is none. Correct it there.
pulled-bad-text = A name or a title of the record is too long, or holds what cannot be seen or is no name. Correct it there.
pulled-left-out = Not taken, because it is no address, ID, name or title as it stands there: { $attributes }. Correct it there; what stands here stays.
reason-twice-there = Another record of the server has the same externalId, userName or address. Nothing is concluded from either: let one of them go there, or change it.
out-nameless = Records that name nobody
out-incomplete = Records taken in part
import-nameless = records that name nobody
import-incomplete = records taken in part
cli-roster-checked = Nothing was changed.
cli-no-moment = “{ $typed }” is no moment. Write 2026-11-27 14:02 or 2026-11-27T14:02:00Z, now, or, of a file, file.
cli-provider = Accounts that live elsewhere: what is there, files out, evidence in
cli-provider-set = Says where the account lives; refused while changes are open
cli-provider-set--provider = Where
cli-provider-show = Shows where the account lives and what is open there
cli-provider-list = Lists the handovers, those with something to do first
cli-provider-changes = Lists changes, newest first
cli-provider-changes--handover = Only of this handover
cli-provider-changes--state = Only in this state
cli-provider-uploaded = Marks the file of a handover as uploaded
cli-provider-uploaded--at = When; by default now
cli-provider-results = Takes the provider’s results file in: who stands in it is refused
cli-provider-results--message = Header of the column with the provider’s message; it is remembered
cli-provider-results--rows = List every row that means nobody of whom a change is open
cli-provider-results--file = The results file
cli-provider-roster = Takes the download of all users in: it updates everybody and confirms who is gone
cli-provider-roster--file = The download of all users
cli-provider-roster--taken = When it was taken at the provider; file is when the file was changed last
cli-provider-roster--check = Only say what it would conclude
cli-provider-roster--confirm = The phrase, where the roster is doubtful
cli-provider-roster--license = The license type of which a column of the status alone speaks
cli-provider-roster--make-licenses = Make the license types that the file names and that there are not
cli-provider-done = Says that a change was done at the provider by hand
cli-provider-give-up = Waits no longer for changes; that stops nothing at the provider
cli-provider-take-back = Takes changes back that the provider does not have
cli-provider-again = Prepares refused changes once more
cli-provider-gone = Lists who is gone at the provider without our doing, as the last roster says
cli-provider-accept = Erases here who is gone at the provider, by a batch that is reviewed and confirmed
cli-provider-accept--keys = Email address or ID of a learner on that list; all of them where none is named
cli-provider-accept--yes = Do not ask
cli-provider-accept--confirm = The phrase that a safety gate asks for
cli-provider-accept--wait = Days to wait before the first deletion, 0 to 7
cli-provider-accept--again = Run a file again that was run before
cli-provider-push = Makes the calls that are to be made; what is in doubt is asked about first
cli-provider-push--watch = Tell how far it is every second; as JSON lines with --format json
cli-provider-pull--check = Only say what it would conclude
cli-provider-pull--confirm = The phrase, where the roster is doubtful
cli-provider-pull--license = The license type that being active there stands for
cli-provider-pull--make-licenses = Make that license type, where there is none
cli--change = Number of the change
cli--handover = Number of the handover
out-handover = Handover
out-road = Road
out-changes = Changes
out-refused = Refused
out-overdue = Overdue
out-in-doubt = In doubt
out-push-total = Changes
out-push-not-sent = Not sent
out-push-withdrawn = Withdrawn meanwhile
out-push-diverted = By file instead
out-push-calls = Calls
out-push-held = Why not sent
out-push-ended = Ended by
out-accepted = Accepted, not done yet
out-missed-at = Missed at
out-change = Change
out-words = Words
out-open = Open
out-prepared = To hand over
out-by-hand = By hand
out-last-roster = Last roster
out-added = New
out-changed = Changed
out-refused-rows = Rows refused
out-gone = Gone without our doing
out-setting-provider = Where the account lives (provider)
out-setting-revoke-road = How a license is revoked at the provider (revoke_road)
out-setting-delete-road = How a user is deleted at the provider (delete_road)
out-setting-provider-mails = The provider mails learners to register again (provider_mails)
out-setting-package-rows = Rows of a file for the provider (package_rows)
out-setting-overdue-after = Days until evidence is overdue (overdue_after)
out-setting-calls-at-once = Calls to the server at once (calls_at_once)
# Imports
add-users-by-hand = By hand
add-users-by-csv = By CSV
button-cancel = Cancel
button-save = Save
button-close = Close
button-confirm = Confirm
button-remove = Remove
button-disconnect = Remove
button-back = Back
button-continue = Continue
command-approve-batch = Approve
command-resume-batch = Resume
command-cancel-batch = Cancel
command-verify = Verify
command-import = Import
command-leavers = Propose leavers
columns-to-license = License { $name }
columns-to-attribute = Attribute { $name }
columns-to-nowhere = left out
column-roster-first-name = First name
column-roster-last-name = Last name
column-roster-full-name = Full name
column-roster-email = Primary email
column-roster-invited-email = Invited email
column-roster-existing-email = Email known so far
column-roster-unique-id = Unique user ID
column-roster-new-unique-id = New unique user ID
column-roster-work-title = Title
column-roster-groups = Groups
column-roster-language = Language
column-roster-connected-profile = LinkedIn profile
column-roster-license-status = License status
column-roster-invited-on = Invitation date
column-roster-activated-on = Activation date
column-roster-last-access = Last active
column-learning-full-name = Name
column-learning-email = Email
column-learning-unique-id = Unique user ID
column-learning-days-logged-in = Days logged in
column-learning-hours-viewed = Hours viewed
column-learning-course-views = Course views
column-learning-course-completions = Course completions
column-learning-content-title = Title of the content
column-learning-content-id = Number of the content
column-learning-content-type = Type of the content
column-learning-percent = Percent completed
column-learning-completed-on = Completed on
column-learning-first-viewed = First viewed
column-learning-last-viewed = Last viewed
column-learning-time-viewed = Time viewed
columns-in-the-file = In the file
columns-samples = Samples
columns-goes-to = Goes to
columns-choose = choose
columns-open = open
columns-found = found
columns-remembered = remembered
columns-chosen = chosen
columns-license-new = not there yet
columns-taken = now: { $header }
columns-to-choose = { $count ->
    [one] One column is not known. Press Enter to choose where it goes, or leave it out with i.
   *[other] { $count } columns are not known. Press Enter to choose where each goes, or leave it out with i.
}
columns-all-said = Every column goes somewhere. Enter sends one elsewhere.
columns-all-remembered = The columns go where they were sent the last time a file with this header line was imported. Enter sends one elsewhere.
columns-order = Dates in the file
columns-order-open = choose: is 03/04 in April or in March?
columns-day-first = the day stands first
columns-month-first = the month stands first
columns-times = Times in the file
columns-times-open = choose: 1:30 in hours, or in minutes?
columns-hours-minutes = hours and minutes
columns-minutes-seconds = minutes and seconds
columns-license = License type of the status
columns-license-open = choose
columns-nobody = No column holds an email or a unique user ID, so no row means anybody.
columns-missing = There is no license type { $names } yet. m makes it with the import.
columns-makes = License type { $names } is made with the import. m takes that back.
import-added = new
import-changed = changed
import-unchanged = unchanged
import-held = other address or ID there
import-held-note = stays as it is here while a change is open at the provider
import-refused = refused
import-gone = in the account, not in the file
import-gone-note = only to look at
import-gone-row = This learner is in the account, and no row of the file means them. The import leaves them as they are.
import-taken-over = address or ID goes to another learner
import-taken-over-note = do the names fit?
import-comes-from = { $what } comes from { $who }
import-goes-to = { $what } goes to { $who }
import-moves = { $what } moves from { $from } to { $to }
import-other-gone = somebody who was deleted
import-told = changes of names, identifiers and groups
import-empty-cells = { $field }: empty cells
import-nothing = (empty)
import-change-kept = { $field }: { $old } stays, the cell is empty
import-change-held = stays while a change is open at the provider; the file has { $new }
import-license-moved = { $given } given · { $taken } taken
import-make = make the license types { $names }
import-make-note = with as many seats as the file gives
import-empty = { $field }: { $count ->
    [one] one empty cell
   *[other] { $count } empty cells
}
import-emptied-note = ▲ what stands there is emptied
import-kept-note = what stands there stays
import-in-part = import the others: { $count ->
    [one] one row is left out
   *[other] { $count } rows are left out
}
import-letters-note = ↵ one whole
letters-of-kind = { $count ->
    [one] 1 letter: { $kind }
   *[other] { $count } letters: { $kind }
}
cli-import-preview = --preview shows one of each kind whole.
import-no-mail = mail nobody about a lost license or profile connection
import-passed-over = passed over
import-matched = rows about learners of this account
import-learners = learners
import-courses = new courses
import-minutes = minutes
import-completions = completions
import-less = fewer than before
import-new-groups = { $count ->
    [one] new group: { $names }
   *[other] { $count } new groups: { $names }
}
import-sum = { $rows } rows = { $added } new + { $changed } changed + { $unchanged } unchanged + { $refused } refused
import-goes-on = The import goes on. You can go to any other place and come back; Cancel takes all of it back.
import-stale = The account has changed meanwhile. This is what the import would do now.
import-stopped = Stopped. Nothing was imported.
import-is-ready = The review of the import is ready.
import-nothing-changed = Nothing has been changed.
import-running-now = Being imported. Cancel takes all of it back.
import-done = Imported.
import-file-users = Choose the CSV of users to add or change
import-file-users-about = A roster from any HR system will do: what its columns are is found or asked for next. Users whom the file does not name stay as they are.
import-file-learning = Choose the CSV of a learning report
import-file-learning-about = Learner Summary and Learner Detail are recognised by their headers. The same period imported again replaces what it said before.
import-opening = Looking into the file…
import-period = Period
import-period-about = Which period is the report about? Write its first and last day, such as 2026-10-01..2026-10-31, or a month, such as 2026-10.
import-period-bad = This is no period. Write 2026-10-01..2026-10-31, or 2026-10.
import-period-offered = The days that its rows name: { $days }
import-none = No file has been read yet. Go back and choose one.
import-reading = Reading { $file }…
import-comparing = Comparing its rows with the account…
import-terminated = The file cannot be imported. Nothing of it is applied.
import-report-head = { $kind ->
    [summary] Learner Summary
   *[other] Learner Detail
} of { $period }: { $rows ->
    [one] one row
   *[other] { $rows } rows
}
import-running = Importing { $file }
import-running-about = All of it is imported, or nothing. You can go to any other place and come back.
import-receipt-log = What was imported stands in the activity log, and in the history of each learner.
import-receipt-leavers = Who is in the account and not in the file may have left. Propose leavers makes a draft deletion file of them, which goes the ordinary road.
import-rows-changes = Changes
import-rows-export = save the list
import-confirm-title = Add users by CSV
import-confirm-changes = { $added ->
    [one] one user is added
   *[other] { $added } users are added
} to { $account }, { $changed ->
    [one] one is changed
   *[other] { $changed } are changed
}
import-confirm-licenses = { $count ->
    [one] One license; its seat returns.
   *[other] { $count } licenses; their seats return.
}
import-confirm-stays = users whom the file does not name, and everybody’s learning history
import-confirm-left-out = { $count ->
    [one] One row is left out.
   *[other] { $count } rows are left out.
}
import-confirm-make = License type { $name } is made, with { $count ->
    [one] one seat
   *[other] { $count } seats
}.
import-confirm-report = Import a learning report
import-confirm-replaces = What the earlier import of this period said. { $count ->
    [one] One learner of it is not in this file.
   *[other] { $count } learners of it are not in this file.
}
import-confirm-report-changes = the learning of { $learners ->
    [one] one learner
   *[other] { $learners } learners
}; the totals: { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} { $minutes_way ->
    [fewer] less
   *[more] more
}, { $completions ->
    [one] one completion
   *[other] { $completions } completions
} { $completions_way ->
    [fewer] less
   *[more] more
}
import-confirm-report-stays = other periods, and what deleted learners did in the totals
command-import-users-help = Adds and changes users from a CSV: file, columns, review, confirmation.
command-import-users-words = import roster hr csv users
command-import-learning-help = Imports a learning report: file, columns, period, review, confirmation.
command-import-learning-words = import learning report summary detail csv
command-choose-column = choose where a column goes
command-choose-column-help = In an import, chooses where a column of the file goes.
command-ignore-column = leave out
command-ignore-column-help = Leaves a column of the file out.
command-keep-column = keep as attribute
command-keep-column-help = Keeps a column of the file as an attribute of its own name.
command-choose-order = choose the order of dates and times
command-choose-order-help = In an import, says whether the day or the month stands first, and whether 1:30 is an hour and a half.
command-forget-columns = forget
command-forget-columns-help = Forgets where the columns of files with this header line were sent.
command-make-licenses = make the license type
command-make-licenses-help = Makes the license types that the file names and that are not there, with the import.
command-import-rows = all rows
command-import-rows-help = Lists every row of the file with what it would change.
command-propose-leavers-help = Makes a draft deletion file of who is in the account and not in the file.
hint-agree = agree

# Rows that name nobody, and cases.
reason-row-corrected = Line { $line } was corrected already, by { $name } in batch { $batch }.
reason-nothing-to-choose = No learner can be chosen for line { $line }: no row stands there that fails for whom it means. What else is wrong with a row is corrected in its cells.
reason-no-failed-row = There is nothing to correct on line { $line }: no row that failed begins there.
reason-correct-in-file = Line { $line } does not have the cells of the header. Correct it in the file, then import the file again.
reason-no-column-for-learner = No column of the file can name the learner chosen for line { $line }: it has neither a column for their email address nor one for their ID.
reason-file-changed = The file is not as it was when it was read. Read it again.
reason-no-such-import = { $is ->
    [nothing] The activity log has no entry { $entry }.
    [whole] Entry { $entry } of the activity log is an import in which no row failed: there is nothing to correct.
    [refused] Entry { $entry } of the activity log is an import that was refused as a whole: nothing of it was imported. Correct the file and import it again.
    [users] Entry { $entry } of the activity log is an import of users. Its rows are corrected by: offboard users correct { $entry } FILE
    [learning] Entry { $entry } of the activity log is an import of a learning report. Its rows are corrected by: offboard learning correct { $entry } FILE
    [batch] Entry { $entry } of the activity log is no import: it belongs to deletion batch { $batch }. Its rows are corrected by: offboard deletions correct { $batch }
   *[other] Entry { $entry } of the activity log is no import, but: { $act }. Look the number up with: offboard audit list
}
reason-no-leaver-column = The columns do not say whom the list means. At least one of email address, unique user ID and name must be there, and every column must go somewhere.
act-leavers-prepare = deletion CSV made of a list of leavers
act-leaver-choose = chosen for a row of a list of leavers
act-row-correct = chosen for a row that is corrected
log-detail-as-is = taken as they are
log-detail-by-choice = taken by choice
log-detail-left-out = left out
log-detail-corrects = corrects batch
log-detail-corrects-entry = corrects entry
cli-deletions-prepare = Make a deletion CSV of any list of leavers, with a report of every row
cli-deletions-prepare--file = The list
cli-deletions-prepare--take = Choose a learner for a row, by email address or unique user ID: 7=E-1042
cli-deletions-correct = Corrects rows of a batch that named nobody, by a batch of their own; without --take, lists them
cli-deletions-correct--take = Choose a learner for a row, by email address or unique user ID: 7=E-1042
cli-deletions-correct--yes = Do not ask
cli-deletions-correct--confirm = The phrase that a safety gate asks for
cli-deletions-correct--wait = Days to wait before the first deletion, 0 to 7
cli-deletions-correct--again = Run it again although the same rows were run before
cli-bad-take = { $said } does not say whom a row means. Write --take LINE=KEY, for instance --take 7=E-1042. Nothing was changed.
cli-misfit = Line { $line }: { $text }   { $why }
cli-prepared = Taken as they are: { $as_is }. Taken by choice: { $by_choice }. Left out: { $left }.
cli-prepare-nothing-written = Nothing was written. Choose learners with --take LINE=KEY, and name the file to write with -o FILE.
cli-nothing-to-correct = No row of this batch can be corrected by choosing a learner.
misfit-corrected = corrected by { $name } in batch { $batch }
misfit-more = { $count ->
    [one] and { $count } more learner who is as near
   *[other] and { $count } more learners who are near
}
near-alike = near by: { $names }
near-is-meant = another row of this file means them and would then fail
case-heading = Case
case-whole = Whole case
case-batch = { $batch } (corrects { $corrects })
case-totals = { $rows } rows = { $deleted } deleted + { $neither } with nothing to do + { $pending } pending + { $failed } failed
cli-advice-prepare = Rename the columns, or let a deletion CSV be made of the list: offboard deletions prepare { $file }

# Correcting in the console, and dossiers.
misfits-title = Correct rows of batch { $batch } · rows: { $rows } · chosen: { $chosen }
misfits-means = Means
misfits-nobody-near = Nobody is near to this row. Type whom it means (t), or leave it.
misfits-hint-take = take
misfits-hint-type = type
misfits-hint-leave = leave
misfits-hint-review = review
misfits-type-title = Whom does line { $line } mean?
misfits-type-about = Email address, or unique user ID exactly as it is. The review names the learner before anything is deleted.
misfits-type-field = Learner
misfits-type-button = Choose
case-told = Case: { $chain }. { $totals }.
command-correct-rows = Correct rows
command-correct-rows-help = Choose whom rows mean that named nobody; the choices become a batch that corrects this one
command-dossier = Dossier
command-dossier-help = Write what proves it into one archive, without a word about the learner
log-value-dossier = dossier
log-value-leavers-prepare = deletion CSV made of a list
cli-dossier = Writes what proves a request or a deletion into one archive that can be checked without Offboard
cli-dossier--request = The request
cli-dossier--batch = The batch
cli-dossier--learner = The learner, living or deleted: email address, or unique user ID exactly as it is
dossier-read-me = Offboard dossier

    What is in it proves what was done for a request or in a deletion batch, and by whom: the request with its identity
    check and its approval, the batch with its rows, the mail in the outbox, the entries of the activity log, and the
    erasure certificate. It holds no name, no address and no ID of a learner, and no words that anybody typed about
    one: learners stand under their number, rows under their line.

    Letters to a learner go with the learner. Of somebody deleted, mail.csv lists none, the request says mail_erased, and
    log.csv still says that a letter was queued (mail=queued).

    To check that nothing was changed since it was written, unpack it and run, in its folder:

    {"    "}sha256sum -c { $manifest }

    The certificate is signed. Anybody can check it who has the account's public key; signing-key.pem is a copy of it,
    to be compared with the one that the account gave you. With OpenSSL 3, or with Offboard and no account:

    {"    "}{ $check }
    {"    "}offboard verify certificate.json --key signing-key.pem

    certificate.html says the same for people, with a signature of its own.

    Who has the account can verify the certificate and the log:

    {"    "}offboard deletions certificate --verify certificate.json
    {"    "}offboard audit verify

    dossier.json names the head of the log's chain when this was written. Moments are in UTC.
# A SCIM server.
cli-provider-connect = Tries a SCIM server and keeps the connection to it
cli-provider-connect--url = Address of the server; https, unless it is on this machine
cli-provider-connect--token-file = File with the token, which nobody else may read; or set OFFBOARD_SCIM_TOKEN
cli-provider-connect--ca-file = File with the certificates of the authorities that are trusted instead of the system's
cli-provider-connect--id-attribute = The attribute of a user there that has the unique user ID
cli-provider-test = Shows what the server really does; nothing is written there
cli-provider-pull = Reads all users of the server and takes them in as a roster; with --output only writes it
cli-usage-scim-token = Name a file with the token (--token-file), or set OFFBOARD_SCIM_TOKEN.
cli-usage-scim-connect = There is no connection to a SCIM server yet: offboard provider connect --url URL --token-file FILE
cli-scim-connected = The server answers. The connection is kept.
cli-scim-nobody = No user is there yet, so the filters could not be tried.
cli-scim-no-filter = No filter of this server can be relied on: each push reads all users first, and looks for the learners among them.
cli-scim-pulling = Reading users
out-scim-url = Server
out-scim-id-attribute = Unique user ID in
out-scim-sample = Users looked at
out-scim-with-external-id = With externalId
out-scim-with-user-name = With userName
out-scim-with-email = With an address
out-scim-with-active = Saying whether active
out-scim-with-groups = With groups, which are not read
out-scim-filter-external-id = Filter externalId
out-scim-filter-user-name = Filter userName
out-scim-filter-email = Filter emails.value
out-scim-patch = Changes in part, as declared
out-scim-delete = Deletes, as declared
out-scim-versions = Versions, as declared
out-scim-stated = Users, says the server
out-scim-pages = Pages
out-scim-completeness = Everybody
scim-setup-address = The address of the server must look like https://scim.example.com/v2.
scim-setup-credentials = No name and no password may stand in the address of the server.
scim-setup-plain = Without https only a server on this machine is spoken to.
scim-setup-token = The token must be one line of letters, digits and signs without spaces.
scim-setup-certificates = The file of certificates cannot be used: { $words }
scim-fault-stopped = Stopped.
scim-fault-sign-in = The server does not accept the token: { $words }
scim-fault-redirected = The server points to another place, which is not followed: { $words }
scim-fault-unreachable = The server cannot be reached: { $words }
scim-fault-no-connection = { $seconds ->
    [one] No connection to the server came about in one second. Nothing was sent.
   *[other] No connection to the server came about in { $seconds } seconds. Nothing was sent.
    }
scim-fault-silent = { $seconds ->
    [one] The server did not answer { $call } in one second, so it is not waited for any longer.
   *[other] The server did not answer { $call } in { $seconds } seconds, so it is not waited for any longer.
    }
scim-fault-broken = The connection to the server broke: { $words }
scim-fault-too-long = The server's answer is longer than 10 MB.
scim-fault-busy = The server keeps asking for patience: { $words }
scim-fault-answered = The server answers: { $words }
scim-fault-not-scim = The server's answer is not SCIM: { $words }
scim-fault-no-filter = No filter of the server can be relied on, and reading all its users shows nobody, or not everybody. So nobody can be looked for there, and nothing was sent. Let the changes go by file or by hand instead.
scim-fault-incomplete = Not everybody is found there as they are held here, and it is not certain that the server’s list of all users has everybody ({ $listed }). Nothing is concluded about those who are not found. Push again.
scim-fault-doubtful = Not everybody is found there as they are held here, and the server’s list of all users is not believed. { $doubts } So nothing is concluded about those who are not found, and what was not sent is still prepared. Give the right token (offboard provider connect), or bring a roster.
scim-fault-unrecorded = The call could not be recorded, so it was not made.
scim-filter-works = finds who is asked for
scim-filter-ignored = is ignored: others come
scim-filter-blind = does not find who is there
scim-filter-refused = is refused: { $words }
scim-filter-untried = not tried: no user has the attribute
scim-listed-whole = yes
scim-listed-unstated = not known: { $users } users came, and the server does not say how many there are
scim-listed-miscounted = no: { $users } users came, and the server says { $stated }
scim-listed-moved = not known: users came or went meanwhile; { $users } came
scim-listed-nameless = no: some users have no id; { $users } have one
act-provider-connect = connected to a SCIM server
scim-setup-token-open = Others can read the token file { $path }. Let only its owner do so: chmod 600.
scim-setup-token-line = The token file { $path } must hold the token and nothing else, in one line.
cli-taken-twice = Two learners are chosen for line { $line }. A row means one.
cli-bad-set = { $said }: say which cell, as in --set '7:E-mail=name@example.com', by the line and the header of this file.
cli-import-correct = Rows that failed can be corrected: offboard users correct { $entry } FILE lists them with the learners who are near.
cli-import-as-it-was = The file is read as it stands, without the rows of which the log says that they were corrected.
cli-import-columns-kept = Where its columns go is remembered: it need not be said again for this header line.
cli-import-only-these = Only the corrected rows were imported. Other rows that failed before stay as they were.
cli-learning-correctable = Rows that count for nobody can be corrected: offboard learning correct { $entry } FILE lists them with the learners who are near.
cli-nothing-failed = No row of this file fails.
cli-users-correct = Correct rows that failed in an import, by an import of their own; without --take and --set, list them
command-correct-import = Correct rows
command-correct-import-help = Shows the rows that failed in the import, each with the learners who are near. What is chosen and typed is read again as an import that corrects this one.
misfits-title-file = Correct rows · rows: { $rows } · corrected: { $chosen }
misfits-hint-edit = cell
misfits-cell-beyond = without a header, left out
reason-cell-without-header = This cell of line { $line } has no header. It is left out when the row is corrected.
misfits-cell-title = Line { $line }: which cell?
misfits-cell-about = What stands here holds for this row alone. The file stays as it is.
misfits-whom-about = Email address, or unique user ID exactly as it is. The review shows what the row would do.
misfits-cell-button = Set
misfits-no-cells = This row does not have the cells of the header. Correct it in the file.
misfits-edit-it = Set the cell right (e), or leave the row.
import-corrected = corrected rows
log-detail-corrected = corrected rows
log-detail-taken = learners chosen
reason-no-failed-import = No row of this import failed.
rows-line-of = Line { $line }
cli-users-correct--file = The roster CSV
cli-users-correct--check = Only check; nothing is changed
cli-users-correct--in-part = Import what can be imported although some rows fail
cli-users-correct--empty = Let empty cells of this column empty what stands there; without it they change nothing
cli-users-correct--make-licenses = Make the license types that the file names and that there are not
cli-users-correct--no-mail = Mail nobody who loses a license or a connected profile
cli-users-correct--leavers = Write the users whom the file leaves out as a draft deletion CSV
cli-users-correct--license = The license type of which a column of the license status speaks; the only one where there is only one
cli-users-import--take = Choose a learner for a row that fails, by email address or unique user ID: 7=E-1042
cli-users-import--set = Set a cell of a row that fails right, by its header: '7:E-mail=name@example.com'
cli-users-correct--take = Choose a learner for a row that fails, by email address or unique user ID: 7=E-1042
cli-users-correct--set = Set a cell of a row that fails right, by its header: '7:E-mail=name@example.com'
cli-users-correct--entry = The import in which the rows failed, by its number in the activity log
cli-learning-correct--file = The report, as it was downloaded
cli-learning-correct--check = Only check; nothing is changed
cli-learning-correct--period = The period that the report is about: 2026-10-01..2026-10-31, or a month as 2026-10
cli-learning-import--take = Choose a learner for a row that fails, by email address or unique user ID: 7=E-1042
cli-learning-import--set = Set a cell of a row that fails right, by its header: '7:E-mail=name@example.com'
cli-learning-correct--take = Choose a learner for a row that fails, by email address or unique user ID: 7=E-1042
cli-learning-correct--set = Set a cell of a row that fails right, by its header: '7:E-mail=name@example.com'
cli-learning-correct--entry = The import in which the rows failed, by its number in the activity log
cli-learning-correct = Correct rows of a learning report that count for nobody: the report is read again with what is said of them; without --take and --set, list them
command-prepare-list = Make a deletion CSV of a list
command-prepare-list-help = Makes a deletion CSV of a list from HR: its columns are said, rows that name nobody can be given a learner, and the CSV goes the ordinary road.
review-prepare = If it is a list of leavers under other headers, a deletion CSV can be made of it.
prepare-file = Choose the list of leavers
prepare-file-about = A CSV with names, addresses or IDs under any headers. It stays as it is. Nobody is deleted by this: the deletion CSV that is made of it goes through the review.
prepare-as-is = name a learner as they are
prepare-name-differs = of them, rows with another name
prepare-name-differs-row = Line { $line }: { $said }, but the learner is { $name }
prepare-name-differs-more = { $count ->
    [one] { $count } more stands
   *[other] { $count } more stand
} in the report
row-name-differs = The name in the row is { $said }, but the learner found is { $learner }. Make sure that this is who leaves.
prepare-misfits = name nobody
prepare-chosen = learners chosen for them
misfits-chosen = chosen
cli-deletions-prepare--forget-columns = Forget what was said of lists with this header line before
case-member = Batch { $batch }, corrects batch { $corrects }
case-member-stands = { $title } · { $state } · rows: { $rows } · ↵ open
deleted-dossier = Dossier

reason-key-nothing = There is no key in it.
reason-key-several = There are several keys in it. Add them one at a time.
reason-key-private = This is a private key. Keep it to yourself and give the file that ends in .pub.
reason-key-old = RSA and DSA keys are not taken. Make a new one with ssh-keygen -t ed25519.
reason-key-certificate = This is a certificate. Add the key of whoever signs it with offboard operators ca add.
reason-key-unknown = This is no SSH key that is taken: ssh-ed25519, ecdsa-sha2 and sk- keys are, without options before them.
reason-key-damaged = The key is not whole.
reason-key-taken = This key is there already.
reason-key-gone = There is no such key.
reason-key-revoked = This key is revoked.
reason-authority-needs-second = Whoever certifies keys can come as anybody. While a second full admin is asked for, nobody adds a CA.
receipt-key-added = { $name } can come over SSH with { $key }.
receipt-key-removed = { $name } can no longer come over SSH with { $key }.
receipt-authority-added = Certificates of { $key } are trusted.
receipt-authority-removed = Certificates of { $key } are no longer trusted.
receipt-key-revoked = { $key } is let in no more, whoever certifies it.
act-key-add = SSH key added
act-key-remove = SSH key removed
act-key-revoke = SSH key revoked
act-authority-add = CA added
act-authority-remove = CA removed
log-detail-key = key
cli-operators-key = Keys with which operators come over SSH
cli-operators-key-add = Adds a key to an operator; your own, or anybody’s as full admin
cli-operators-key-add--file = The .pub file; - reads it from stdin
cli-operators-key-list = Lists keys: everybody’s for full admins, else your own
cli-operators-key-list--name = Only of this operator
cli-operators-key-list--revoked = Lists the keys that are revoked instead
cli-operators-key-remove = Removes a key of an operator
cli-operators-key-revoke = Lets a key in no more, whoever certifies it
cli-operators-ca = Certificate authorities that are trusted over SSH
cli-operators-ca-add = Trusts the certificates of a key; the principal is the operator’s name
cli-operators-ca-add--file = The .pub file of the CA; - reads it from stdin
cli-operators-ca-list = Lists the CAs that are trusted
cli-operators-ca-remove = Trusts the certificates of a key no longer
cli--fingerprint = Fingerprint of the key, as key list shows it
out-fingerprint = Fingerprint
out-comment = Comment
out-added-at = Added
out-used-at = Last used
out-revoked-at = Revoked

reason-outside-folder = Over SSH only files in your own folder can be named: inbox and exports.
reason-only-at-server = This is done at the server itself, not over SSH.
act-ssh-begin = came over SSH
act-ssh-end = left over SSH
act-ssh-refused = turned away over SSH
log-detail-address = from
log-detail-authority = CA
serve-listening = Listening on { $address }. Host key: { $key }.
serve-ending = The server ends. Sessions are told.
serve-came = Session { $number } begins: { $name } from { $address } with { $key }.
serve-went = Session { $number } ends: { $name }.
serve-stranger = Turned away: { $why } { $key } from { $address }.{ $others ->
    [0] {""}
    [one] {" "}{ $others } more in the last while.
   *[other] {" "}{ $others } more in the last while.
 }
serve-why-unknown = nobody has the key
serve-why-revoked = the key is revoked:
serve-why-disabled = the operator is disabled who has the key
serve-why-untrusted = the certificate is not valid here, for the key
serve-why-no-one = the certificate names no operator, or several, for the key
serve-crowd = Connections without a key: too many at once, { $count ->
    [one] one is
   *[other] { $count } are
 } turned away.
serve-trouble = Trouble: { $technical }
serve-tidied = Old files of operators removed: { $count }.
serve-batch-ended = Batch { $batch } is over.
serve-farewell-ends = The server ends. Connect again in a moment.
serve-farewell-disabled = You can no longer sign in here.
serve-farewell-key = Your key is no longer taken here.
serve-full = Too many sessions are open. Try again later.
serve-unclear = This line is not clear: a quote stays open, or it is no text.
serve-needs-terminal = The console needs a terminal: ssh -t.
serve-broken = Something went wrong in this session. The others go on.
cli-serve = Serves the account to operators over SSH, each with a key of their own; does what run does as well
cli-serve--listen = Address and port to listen on; by default 127.0.0.1:2222
cli-serve--host-key = File of the host key; made on the first start
cli-advice-own-folder = Bring the file with sftp, or use - for stdin and stdout.
cli-advice-at-server = Ask whoever keeps the server.

reason-session-gone = This session is over.
reason-served-already = Another process serves this account already. One server serves one account.
receipt-session-ended = Session { $number } of { $name } ends.
act-ssh-session-end = session over SSH ended
out-since = Since
out-address = From
sessions-console = console
sessions-verb = verb
sessions-files = files
sessions-ending = is being ended
sessions-count = { $count ->
    [one] { $count } session
   *[other] { $count } sessions
 }
sessions-none = Nobody is here over SSH.
sessions-not-served = This account is not served over SSH now. Whoever works at the machine itself does not stand here.
sessions-explained = Sessions over SSH, as the server knows them. Whoever works at the machine itself does not stand here.
sessions-explained-own = Sessions over SSH, as the server knows them. From where and by which key others come is shown to full admins and auditors.
keys-count = { $count ->
    [one] { $count } key
   *[other] { $count } keys
 }
keys-none = { $name } has no key. Without one nobody comes over SSH, unless by a certificate of a CA that is trusted here.
keys-explained = Whoever holds one of these keys comes over SSH as this operator. Compare fingerprints with ssh-keygen -lf FILE.pub.
keys-never-used = never
keys-add-explained = { $name } comes over SSH with it. Paste the one line of the .pub file, or give its path.
keys-add-field = Key or path
command-sessions-help = Shows who is here over SSH, since when, from where and by which key; full admins can end a session.
command-keys-help = Shows the keys with which you come over SSH; adds and removes them.
command-operator-keys = Keys
command-operator-keys-help = Shows the keys with which this operator comes over SSH.
command-add-key = Add key
command-add-key-help = Adds the key of a .pub file, pasted or by its path.
command-remove-key = Remove key
command-remove-key-help = Nobody comes with this key any more; its sessions end.
command-revoke-key = Revoke key
command-revoke-key-help = Lets this key in no more, whoever certifies it; it cannot be added again.
command-end-session = End session
command-end-session-help = Ends this session at once.
describe-key-add-changes = Whoever holds the private part of this key comes over SSH as this operator.
describe-key-add-stays = Other keys, the role and the passphrase.
describe-key-remove-goes = Nobody comes over SSH with this key. Sessions that came by it end at once.
describe-key-remove-stays = The operator, the role, the passphrase and other keys.
describe-key-revoke-goes = Nobody comes over SSH with this key, also not with a certificate, and it cannot be added again. Sessions that came by it end at once.
describe-session-goes = The session ends at once, with what is typed there and not saved. A batch that was confirmed goes on.
describe-session-stays = The operator and the key: they can come again. To keep somebody out, disable the operator or revoke the key.
present-open = { $names } { $count ->
    [one] has
   *[other] have
 } this open
serve-farewell-expired = Your certificate is in force no longer.
serve-farewell-ended = A full admin has ended this session.
cli-operators-session = Sessions over SSH
cli-operators-session-list = Lists who is here over SSH, as the server knows it
cli-operators-session-end = Ends a session at once
cli--number = Number of the session, as session list shows it

reason-passphrase-asked = The passphrase is asked for before this: nothing was changed.
cli-advice-terminal = Call it with a terminal, so that the passphrase can be asked for: ssh -t.
prove-title = Your passphrase
prove-explained = This account asks for the passphrase before acts that delete people or say who may do what, once in 15 minutes.
out-setting-record-sessions = Record consoles over SSH (record_sessions)
out-setting-keep-recordings-days = Days a recording is kept (keep_recordings_days)
out-setting-passphrase-for-risk = Passphrase before acts of risk over SSH (passphrase_for_risk)

error-quota-full = The quota is used up.
error-quota-full-means = What was saved before is safe. What was being written now was not saved.
error-quota-full-remedy = Remove files that are not needed any more. Over SSH an operator’s folder holds 100 MB and 1,000 files.
browser-elsewhere = The desktop’s file dialog opens at the server only. Bring files with sftp or scp.

# Signatures and certificates for people.
notice-signing-key = The signing key { $path } is missing, damaged, or of another account: no certificate and no log can be written to a file until it is back, or until offboard deletions signing-key --new makes another.
error-signing-key-damaged = The signing key { $path } is missing, damaged, or older than the database.
error-signing-key-damaged-means = Nothing was signed and nothing was changed.
error-signing-key-damaged-remedy = Put the file back from your copy of it. If there is none, make a new key with offboard deletions signing-key --new: what the old one signed can still be checked.
act-signing-key-make = signing key made
log-value-certificate-page = erasure certificate as a page
page-title = Erasure certificate of batch { $batch }, { $account }
page-heading = Erasure certificate
page-about = Deletion batch { $batch }, { $state }
page-sum = { $count ->
    [one] { $count } user
   *[other] { $count } users
} deleted, of { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} of the uploaded file.
page-nobody = This page names none of the deleted users: no name, no address, no ID.
page-rows = Rows of the file
page-people = Who and when
page-operator = Confirmed by
page-taken-over = Gone on with by
page-approver = Approved by
page-confirmed = Confirmed at
page-started = Begun at
page-finished = Ended at
page-case = Batches that correct each other
page-case-batch = Batch { $batch }
page-case-said = { $state }, { $count } deleted
page-case-sum = Of { $rows } rows, { $deleted } users were deleted in all of these batches; { $failed } rows failed and nothing corrects them.
page-evidence = What the provider showed
page-evidence-roster = A roster
page-evidence-results = A results file
page-evidence-answer = Answers of the server
page-evidence-word = The word of an operator
page-evidence-said = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}, taken at { $taken }
page-remains = What remains
page-residue-none = The files of the database were scanned after the deletion. No address of a deleted user was found in them.
page-residue-unscanned = The files of the database were not scanned for this batch.
page-residue-found = The files of the database were scanned after the deletion. Addresses of deleted users found: { $found }; places that could not be decided: { $doubtful }.
page-reach = Out of reach of this deletion are:
page-reach-upload = the uploaded file, kept beside the database for { $days } days after the end
page-reach-results = the results file, which holds failed rows as they were uploaded
page-reach-saved = files that were exported or saved
page-reach-backups = backups
page-reach-mail = mail that was sent
page-reach-waiting = last letters that wait in the outbox, with name and address, until they are sent
page-reach-letters = the last letters in the folder of mail, until the next purge
page-proof = How it can be checked
page-upload = Uploaded file, SHA-256
page-results = Results file, SHA-256
page-log = Activity log
page-log-entry = entry { $entry }, { $head }
page-key = Signing key, SHA-256
page-how = The signature of this file lies beside it, as a file with the same name and .sig at its end. The account gives its public key as signing-key.pem. With this file called certificate.html, OpenSSL 3 checks it so, or offboard verify does:
page-proves-not = A signature shows who stated this and that nothing was changed since. It does not show that the statement is true.
verify-genuine = Genuine: { $file } was signed with the key that was given, and was not changed since.
verify-unchanged = Unchanged: the signature fits { $file } and the key that the file names itself.
verify-compare = Whoever forges a file can name a key of their own in it. Compare the key below with the one that the account gave you, or give that one with --key.
verify-not-genuine = Not genuine: the signature does not fit. The file or the signature was changed, or another key signed it.
verify-other-key = Not the key that was given: the file names another one, and its signature does not fit the given one.
verify-no-signature = Not checked: { $path } is missing, the signature of this file.
verify-key-needed = Not checked: this file names no key. Give the public key of the account with --key.
verify-not-signed = This is not a certificate, a page or a log that an account signs.
verify-key = Key: { $key }
verify-certificate = It speaks of batch { $batch } of { $account }: { $state }. { $count ->
    [one] { $count } user
   *[other] { $count } users
} deleted, of { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}.
verify-log = It is an activity log: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}, number { $first } to { $last }.
verify-certificate-not = It does not prove that the statement is true, nor that nothing is left elsewhere. Out of its reach, as it says: { $places }.
verify-log-not = It does not prove that the entries are true, nor that none is left out. Numbers without a gap show that none in between is missing.
cli-verify = Checks a signed certificate, page or log, without an account
cli-verify--file = The file; its signature lies beside it, as FILE.sig
cli-verify--key = The account's public key: a file with it, or its base64 text; without it, the key that the file names
cli-usage-verify-key = { $key } holds no public Ed25519 key.
cli-deletions-certificate--page = As a page for people (HTML), to read and to print
cli-deletions-signing-key = Shows the public half of the key that signs certificates and logs, or makes a new key
cli-deletions-signing-key--new = Make a new key; what earlier ones signed can still be checked with their public halves
cli-deletions-signing-key--all = Also the public halves of keys that sign no more
cli-deletions-signing-key--yes = Do not ask
cli-warn-signing-key = From now on a new key signs. Give its public half to everybody who checks certificates; keep the old one for what it signed.
cli-signing-key-made = A new signing key was made: { $key }
cli-unsigned = This is not signed: with --output FILE the signature is written beside it, as FILE.sig.
cli-signature-written = Its signature: { $path }
cli-certificate-by-mark = Checked by the account's own key.
cli-certificate-by-both = Checked by the account's own key, and by the signature beside it.

save-page = As a page
save-page-explained = HTML, to read and to print

reason-privacy-on = Privacy mode is on: what is masked cannot be edited. Ctrl-X turns it off.
command-privacy = Privacy mode
command-privacy-help = Masks names, emails and IDs of learners on every screen, for a screen that others see; files and letters are as ever.
command-privacy-words = mask hide share screen names
privacy-on = Privacy mode is on: names, emails and IDs of learners are masked. Files and letters are as ever.
privacy-off = Privacy mode is off: names are shown.
privacy-typed = Something typed would be lost. Save it or discard it first, then turn privacy mode on.
privacy-sign = privacy
privacy-whom = Privacy mode is on: names are masked here. Ctrl-X turns it off and shows whom.
cli--privacy = Begin with names, emails and IDs of learners masked on every screen
cli-usage-privacy = --privacy masks names in the console only. What a verb writes is not masked.
# The plain mode.
cli--plain = Everything as numbered questions and answers, for screen readers; also ACCESSIBLE=1
plain-first = There is no account here yet. Two answers make one; an empty answer leaves.
plain-account = Name of the account:
plain-admin = Your email address, as its first full admin:
plain-here = You are { $name }. Type the number of what you want and Enter.
plain-who = Name of the operator, or Enter to leave:
plain-menu = Menu.
plain-list = List
plain-leave = Leave
plain-back = Back
plain-number = Number:
plain-no-number = There is no such number. The last is { $most }.
plain-nothing = Nothing was typed, and nothing was done.
plain-go-on = Enter to go on, ? for more to choose, 0 to go back:
plain-chosen = Chosen: { $what }
plain-more = Enter for more, 0 to stop:
plain-more-or-number = Enter for more, a number to choose, 0 to stop:
plain-end = That is all. A number to choose, Enter to go back:

# Roles over time.
command-role-history = roles over time
command-role-history-help = Lists who had which role, from when to when, as the activity log says it.
cli-operators-history = Lists who had which role, from when to when
cli-operators-history--name = Only this operator
out-until = Until
out-given-by = Given by
out-ended = Ended
roles-title = Roles over time
roles-explained = As the activity log says it. Names are those that operators have now; whoever was erased has a number.
roles-number = operator { $number }
roles-unknown = unknown role
roles-unknown-since = unknown
roles-now = now
roles-span = { $role }, { $from } to { $until }
roles-given = given by { $name }
roles-changed = changed by { $name }
roles-disabled = disabled by { $name }
roles-erased = erased by { $name }

# Retention rules.
rule-quiet = { $months ->
    [one] not active for { $months } month
   *[other] not active for { $months } months
}
rule-quiet-or-unknown = { $months ->
    [one] not active for { $months } month, or unknown
   *[other] not active for { $months } months, or unknown
}
rule-any-license = Any license or none
rule-is-quiet = nothing proposed
rule-is-proposed = proposed { $when }
rule-in-batch = batch { $batch } does it
rules-known-until = Months are counted back from { $date }: up to then activity is on record.
rules-known-never = No activity of anybody is on record, so no rule names anybody: import a learning report, or a list of users with Last access.
rules-about = A rule deletes nobody. What it names is reviewed, confirmed and approved like every other batch; who was active meanwhile is left out.
rules-figure = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
rules-none = There is no retention rule yet. A rule (n) names learners whom the account need not keep, such as those without a license who were not active for 24 months.
rules-stay = Stay
rule-months = Months without activity
rule-months-hint = 1 to { $most }
rule-unknown = Without activity on record
rule-unknown-stays = are not named
rule-unknown-counts = are named as well
rule-form-explained = The rule names learners with this license who were not active for so long. Of whom no activity is on record is named only where you say so, and only once nothing was entered about them for as long.
out-rule = Rule
out-condition = Names learners with
out-names = Names
command-rules = Retention rules
command-rules-help = Lists rules about whom the account need not keep, with how many each names now.
command-rules-words = retention inactive keep delete propose old accounts
command-open-rule = Review
command-open-rule-help = Reviews the deletion of everybody whom a rule names; nothing is deleted before it is confirmed.
command-add-rule = New rule
command-add-rule-help = Makes a retention rule: which license, and how many months without activity.
command-propose-rule = Propose
command-propose-rule-help = Has a rule propose the deletion of whom it names; Home shows it until somebody confirms the review.
command-remove-rule = Remove rule
command-remove-rule-help = Removes a retention rule and what it has proposed; learners and batches stay.
reason-rule-gone = There is no such retention rule.
reason-rule-taken = Rule { $rule } says the same.
reason-rule-proposed = The rule has proposed a deletion already. Review it.
reason-rule-in-batch = Batch { $batch } does what the rule proposed, and is not over.
reason-nobody-fits = The rule names nobody who would be deleted.
reason-no-rules = There is no retention rule yet.
receipt-rule-added = Rule { $rule } is made. It deletes nobody by itself.
receipt-rule-removed = Rule { $rule } is removed.
receipt-rule-proposed = { $count ->
    [one] Rule { $rule } proposes to delete { $count } learner. Nothing is deleted before it is reviewed and confirmed.
   *[other] Rule { $rule } proposes to delete { $count } learners. Nothing is deleted before it is reviewed and confirmed.
}
describe-rule-goes = the rule, and what it has proposed
describe-rule-stays = all learners, and a batch that was made of it
act-rule-add = retention rule made
act-rule-remove = retention rule removed
act-rule-propose = deletion proposed by a rule
log-detail-rule = rule
log-detail-holds = license
log-detail-months = months
log-detail-unknown-counts = also without activity on record
log-value-no-license = No license
log-value-invited = Invited
log-value-activated = Activated
log-value-any = any
home-rule = Rule { $rule } proposes
home-rule-detail = { $count ->
    [one] { $count } learner to delete, to be reviewed
   *[other] { $count } learners to delete, to be reviewed
}
cli-rules = Retention rules: whom the account need not keep
cli-rules-list = Lists the rules with how many learners each names now
cli-rules-add = Makes a rule; it deletes nobody by itself
cli-rules-add--months = Months without activity, 1 to 120, counted back from the last activity that is on record of anybody
cli-rules-add--license = What the learners hold
cli-rules-add--or-unknown = Name also those of whom no activity is on record, once nothing was entered about them for as long
cli-rules-remove = Removes a rule and what it has proposed
cli-rules-remove--rule = Its number
cli-rules-propose = Has rules propose the deletion of whom they name, for a timer: what is proposed already is not proposed twice
cli-rules-propose--rules = Their numbers; without any, all rules
cli-rules-check = Reviews whom a rule names; nothing is deleted
cli-rules-check--rule = Its number
cli-rules-check--rows = List every learner with what would become of them
cli-rules-run = Deletes the learners whom a rule names, by a batch like every other; asks first
cli-rules-run--rule = Its number
cli-rules-run--yes = Do not ask
cli-rules-run--confirm = The phrase that a safety gate asks for
cli-rules-run--wait = Days to wait before the first deletion, 0 to 7
cli-rules-run--again = Run it again although the same learners were run before
cli-rule-passed-over = Rule { $rule }: { $why }
## Tables: columns, copying

act-view-set = columns of a table changed
reason-cannot-be-kept = This cannot be kept: it may be too long, or hold an address.
receipt-view-kept = The table is kept as it stands.
command-table-columns = Columns
command-table-columns-help = Chooses which columns the table has, in which order and how wide; kept for you.
command-next-column = Next column
command-next-column-help = Points at the next column, and scrolls to it where it has no room on screen. Esc points at none.
command-previous-column = Previous column
command-previous-column-help = Points at the column before.
command-wider-column = Wider
command-wider-column-help = Makes the column that is pointed at wider.
command-narrower-column = Narrower
command-narrower-column-help = Makes the column that is pointed at narrower.
command-column-left = Column to the left
command-column-left-help = Moves the column that is pointed at to the left.
command-column-right = Column to the right
command-column-right-help = Moves the column that is pointed at to the right.
command-hide-column = Hide column
command-hide-column-help = Hides the column that is pointed at. “Columns” shows it again.
command-usual-columns = Usual columns
command-usual-columns-help = Shows the table as it was before you chose its columns.
command-copy-cell = Copy cell
command-copy-cell-help = Copies the cell of the column that is pointed at, in the row under the cursor.
command-copy-row = Copy row
command-copy-row-help = Copies the row under the cursor, its cells separated by tabs.
command-copy-column = Copy column
command-copy-column-help = Copies the column that is pointed at, of the rows on screen, one cell a line.
columns-last = This column stays: without it nobody could tell the rows apart.
hint-column-shown = show or hide
hint-column-move = move
hint-column-width = width
hint-column-free = width as needed
hint-columns-usual = as usual
hint-columns-keep = keep
table-none = There is no table here whose columns can be chosen.
table-point-first = Point at a column first: > and < move from one to the next.
copied-cell = “{ $text }”
copied-row = the row
copied-column = { $count ->
    [one] one cell of the column { $column }
   *[other] { $count } cells of the column { $column }, those on screen
}
copy-done = Copied: { $what }.
copy-sent = Sent to your terminal: { $what }. Whether it took it, only the terminal knows.
prefix-title = { $key } and then
prefix-nothing = { $keys } means nothing here.

## Filters of the users table

act-filter-save = filter kept
act-filter-remove = filter forgotten
reason-no-filter-set = No filter is set.
receipt-filter-kept = The filter “{ $name }” is kept.
receipt-filter-forgotten = The filter “{ $name }” is forgotten.
command-remove-filter = Remove filter
command-remove-filter-help = Takes the last filter away that is set. A click on a filter takes that one away, Esc all of them.
command-saved-filters = Saved filters
command-saved-filters-help = Uses a filter that you kept under a name, keeps the present one, or forgets one.
command-saved-filters-words = views segments
filter-active = active
filter-invited = invited
filter-active-within = { $days ->
    [one] in the last day
   *[other] in the last { $days } days
}
filter-active-longer = { $days ->
    [one] not for a day
   *[other] not for { $days } days
}
filter-active-never = never
filter-invited-within = { $days ->
    [one] in the last day
   *[other] in the last { $days } days
}
filter-invited-longer = { $days ->
    [one] for a day or longer
   *[other] for { $days } days or longer
}
filter-other-days = Another number of days…
filter-days = Days
filter-days-explained = So many days have passed at least, such as 120.
filter-days-wrong = That is no number of days. It may be { $most } at most.
saved-keep = Keep the filters that are set…
saved-remove = Forget a kept filter…
saved-name = Name
saved-nothing = Set a filter first; then it can be kept.
saved-explained = Only you have it. Words that are searched for are not kept, because they may be somebody’s name; days count from the day on which it is used.
column-job-title = Job title
column-invited = Invited since
column-language = Language
cli-users-filters = Filters that you keep under names
cli-users-filters-list = Lists your kept filters
cli-users-filters-save = Keeps a filter under a name; one of the same name is replaced
cli-users-filters-save--name = Its name
cli-users-filters-remove = Forgets a kept filter
cli-users-filters-remove--name = Its name
cli--not-on-hold = Only not on legal hold
cli--active-within = Only who learned in so many last days
cli--not-active-for = Only who has not learned for so many days, or never
cli--never-active = Only who never learned
cli--invited-within = Only who was invited in so many last days and has not come
cli--invited-for = Only who was invited so many days ago or longer and has not come
cli--department = Only with this value of the attribute department
cli--with-attributes = Only with this value of a custom attribute; can be given several times
cli--filter = Use a filter that you kept under this name; what else is said goes over it
cli-usage-attribute = { $attribute } is no attribute with its value. Write it as office=Oslo.
# Read-only mode.
reason-opened-read-only = Nothing is changed: read-only mode (menu Me, --read-only).
command-read-only = Read-only mode
command-read-only-help = Keeps this console from changing anything, until it is turned off again.
command-read-only-words = look only safe no changes
read-only-on = Read-only mode is on: nothing is changed from here.
read-only-off = Read-only mode is off.
read-only-sign = read-only
cli--read-only = Change nothing: the database is opened for reading, and every act is refused
config-about-read-only = Whether nothing is changed: every act is refused, as with --read-only.

# The word beside the account's name.
word-demo = demo
word-trial = trial
word-production = production
out-setting-word = Word beside the name (word)

# Lines in ASCII.
cli--ascii = Draw lines and signs of the console in ASCII
config-about-ascii = Whether lines and signs of the console are drawn in ASCII.
