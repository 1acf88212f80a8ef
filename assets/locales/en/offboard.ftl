### Offboard in English. Labels of the admin navigation are the same in every language and live in the code.

## The program

program-name = Offboard

# --- 1 ---
# --- 1 ---
# --- 1 ---

## Numbers, sizes and dates


# --- 2 ---
# --- 2 ---
# --- 2 ---

## Reasons, outcomes, states and errors


# --- 3 ---
# --- 3 ---
# --- 3 ---

## Command names, help and menus


# --- 4 ---
# --- 4 ---
# --- 4 ---

## Command line


# --- 5 ---
# --- 5 ---
# --- 5 ---

## Console: frame, overlays, sign-in


# --- 6 ---
# --- 6 ---
# --- 6 ---

## Console: home, users, profile, groups


# --- 7 ---
# --- 7 ---
# --- 7 ---

## Console: User Deletion, wizard, batches


# --- 8 ---
# --- 8 ---
# --- 8 ---

## Console: deleted users, log, outbox, operators, settings


# --- 9 ---
# --- 9 ---
# --- 9 ---

## Console: requests and reports


# --- 10 ---
# --- 10 ---
# --- 10 ---

## Mail


# --- 11 ---
# --- 11 ---
# --- 11 ---

## Demo accounts


# --- 12 ---
# --- 12 ---
# --- 12 ---
