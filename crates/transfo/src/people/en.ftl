### Persons, roles, sign-in.

people-sign-in-title = Sign in
people-sign-in-lead = Agents, residents, partners: a mail address is enough.
people-by-mail-title = Receive a link and a code
people-by-mail-verb = Receive the mail
people-by-password-title = With a password
people-sign-in-verb = Sign in
people-email = Mail address
people-email-hint = Example: firstname.name@town.fr
people-email-fault = A complete mail address is missing, for example firstname.name@town.fr.
people-no-email = No mail address
people-name = First name and name
people-name-fault = Give a first name and a name.
people-lang = Language
people-password = Password
people-old-password = Present password
people-new-password = New password
people-password-hint = At least twelve characters; a phrase of a few words will do, spaces included.
people-password-verb = Change the password
people-password-short = It takes at least twelve characters: a phrase of a few words will do.
people-password-long = This password is too long: 512 characters at most.
people-password-common = This password is too easy to guess. Take four unrelated words, for example.
people-password-personal = The password holds your name or address. Choose something else.
people-wrong = The address, the password or the code is not right.
people-wrong-old = That is not the present password.
people-stale = This link or code no longer holds. Ask for a new one.
people-too-many = Too many tries for this address. Wait a quarter of an hour.
people-too-many-codes = Too many wrong codes since yesterday. Open the link of the mail instead, or try again tomorrow.
people-address-none = You have no address here yet: without one, no sign-in link can reach you.
people-address-new = New mail address
people-address-ask = Receive a code at this address
people-address-lead = A code has just left for this address. Copy it here: the address will be yours.
people-address-verb = Confirm the address
people-address-taken = Another account has this address already: sign in by it.
people-set-up-already = This service is already set up.
people-code-title = Code received by mail
people-code-lead = If this address is known here, a mail has just left. Open its link, or copy its code.
people-code-label = Six-digit code
people-code-hint = Example: 042 317
people-other-way = Another way to sign in
people-link-title = Sign in by link
people-link-good = This link signs you in on this device. It works once.
people-link-stale = This link was used already or no longer holds.
people-link-verb = Sign me in
people-new-link = Receive a new link
people-second-title = Second factor
people-second-lead = Open your authenticator and copy the code of the moment. Phone lost: use a recovery code.
people-second-label = Code of the moment
people-second-hint = Six digits, or a recovery code of the form abcde-fghjk
people-invitation-title = Your invitation
people-invitation-good = You are invited to Transfo. One button lets you in; you may choose a password afterwards. This invitation lasts fourteen days.
people-invitation-stale = This invitation no longer holds, or your account already has a way in of its own.
people-invitation-verb = Enter
people-set-up-title = Set-up
people-set-up-lead = Create the account of the person who administers this service. They can then open an edition and invite its coordination.
people-set-up-verb = Create the account
people-account-title = My account
people-account-lead = Your name, your language and the security of your access.
people-me = Me
people-roles = Roles
people-role = Role
people-when = Period
people-since = since { $day }
people-until = until { $day }
people-enrol-title = Protect your account
people-enrol-lead = Your role gives access to other people’s data: a second factor is needed, a code given by an application on your phone. It takes two minutes.
people-kept-title = What you typed is kept
people-kept-lead = Your session had expired. Sign in again on this page: what you typed is waiting for you.
people-kept-back = This is what you had typed. Send it, or go back to the page without sending it.
people-kept-send = Send what I typed
people-kept-leave = Go back without sending
people-factor-title = Second factor
people-factor-on = A second factor protects your account.
people-factor-off = A code from your phone, on top of the password or the mail. Recommended for coordination and administration.
people-factor-begin = Add a second factor
people-factor-remove = Remove the second factor
people-factor-lead = Read this picture with an authenticator, then copy the code it shows.
people-factor-picture = QR code of the second factor
people-factor-secret = Without a camera, type this key:
people-factor-confirm = Turn on
people-recovery-title = Recovery codes
people-recovery-lead = Print or note these codes now: they will not be shown again. Each works once, if you lose your phone.
people-recovery-done = Noted
people-sessions = Open sessions
people-session-agent = Device
people-session-unknown = Unknown device
people-session-seen = Last activity
people-session-end = End
people-session-here = This device
people-session-verb = Close
people-sessions-verb = Close all others
people-list-title = People
people-list-lead = Everybody known to this service and what they do in it.
people-search = Search a name or an address
people-search-verb = Search
people-nobody = Nobody matches
people-nobody-hint = Try part of the name or of the address.
people-pages = Pages of the list
people-before = Previous
people-after = Next
people-new-administrator = Invite another administrator
people-new-administrator-lead = Administrators run the service; that gives access to no content.
people-invite-verb = Invite
people-fictional = Fictional person
people-link-made = An invitation link is ready
people-link-once = Hand it to the person: it will not be shown again. It lasts fourteen days.
people-no-role = No role.
people-end-role = End today
people-ended = Ended
people-way-in = Access
people-has-credential = This person has a way in of their own.
people-no-credential = This person has not chosen a way in yet.
people-link-make = Make a new invitation link
people-last-administrator = This is the last person who runs this service: invite another one first.

said-signed-out = You are signed out.
said-set-up = The service is ready. Now open an edition.
said-profile = Your account is up to date.
said-address = Your address is up to date.
said-password = Your password is changed; your other devices are signed out.
said-session-ended = The session is closed.
said-sessions-ended = All other sessions are closed.
said-factor-removed = The second factor is removed.
said-role-ended = The role ends today.
said-link-mailed = The invitation leaves by mail.

act-profile = Account updated
act-address = Mail address changed
act-session-ended = Session closed
act-factor-begun = Second factor prepared
act-factor-confirmed = Second factor turned on
act-factor-removed = Second factor removed
act-password = Password changed
act-role-granted = Role granted
act-role-ended = Role ended
act-link-made = Invitation link made anew

mail-sign-in = Sign-in
mail-sign-in-subject = Your sign-in link
mail-sign-in-body =
    Hello,

    Open this link to sign in:
    { $link }

    Or copy this code: { $code }

    The link and the code last one hour and work once. If you asked for nothing, do nothing.
mail-invitation = Invitation
mail-invitation-subject = Invitation: { $place }
mail-invitation-body =
    Hello { $name },

    You are invited to Transfo for { $place }, with this role: { $role }.

    Open this link to enter; it lasts fourteen days:
    { $link }
mail-role-body =
    Hello { $name },

    You have a new role on Transfo, for { $place }: { $role }.

    Sign in as you usually do:
    { $link }
mail-new-link-body =
    Hello { $name },

    Who runs the service sends you a new link to enter Transfo; it lasts fourteen days:
    { $link }
mail-address = Change of address
mail-address-subject = Your confirmation code
mail-address-body =
    Hello,

    This code confirms your new address on Transfo: { $code }

    It lasts one hour. If you asked for nothing, do nothing.
mail-address-changed-subject = Your address has changed
mail-address-changed-body =
    Hello,

    The address of your Transfo account has just changed: the next mails go to the new one.

    If it was not you, tell who runs the service at once.
