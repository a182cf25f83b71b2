# The words in English. Every id stands in ja.ftl too, with the same variables (a test compares them).
# An empty argument arrives as "none". Sentences are whole: code never joins parts of one.

## General

app = Swarm
person = { $name }
drill = DRILL: { $text }
nobody = nobody yet
span-seconds = { $n ->
    [one] 1 second
   *[other] { $n } seconds
 }
span-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
 }
span-hours = { $h ->
    [one] 1 hour
   *[other] { $h } hours
 }
span-both = { $h } h { $n } min
customer-of = { $customer ->
    [none] the customer
   *[other] { $customer }
 }
who-of = { $who ->
    [none] the customer
   *[other] { $who }
 }
only-you = Only you see this.
severity-A = Sev-A
severity-B = Sev-B
severity-C = Sev-C

## The live card

card-head = { $customer ->
    [none] { $severity } | { $ticket }
   *[other] { $severity } | { $customer } | { $ticket }
 }
card-internal = internal
card-phase-open = In progress since { $t }
card-drill = DRILL, no real customer
card-impact = Business impact
card-impact-empty = not stated yet
card-since = Symptom since
card-hard-deadline = Customer's deadline
card-next-contact = Next customer update
card-first-response = First response to the customer
card-call-back = Call-back owed to the customer
card-report = Report owed to the customer
card-due-told = By { $t }
card-due-target = { $t }
card-overdue = Due at { $t }, not yet logged
card-owner-told = { $to ->
    [none] { card-owner } (told to the customer)
   *[other] { card-owner }, to { $to } (told to the customer)
 }
card-owner-target = { $to ->
    [none] { card-owner } (our own target)
   *[other] { card-owner }, to { $to } (our own target)
 }
card-owner-first = { card-owner }
card-judged = The customer still expects us at { $t }.
card-owner = { $name ->
    [none] Nobody assigned yet
   *[other] { $name }
 }
card-next-none = not set
card-next-waived = none planned: { $reason }
card-promise-update = Update owed: { $to ->
    [none] by { $t } ({ card-owner })
   *[other] { $to } by { $t } ({ card-owner })
 }
card-promise-first-response = First response owed: { $to ->
    [none] by { $t } ({ card-owner })
   *[other] { $to } by { $t } ({ card-owner })
 }
card-promise-call-back = Call-back owed: { $to ->
    [none] by { $t } ({ card-owner })
   *[other] { $to } by { $t } ({ card-owner })
 }
card-promise-report = Report owed: { $to ->
    [none] by { $t } ({ card-owner })
   *[other] { $to } by { $t } ({ card-owner })
 }
card-promises-more = { $n ->
    [one] One more promise is open.
   *[other] { $n } more promises are open.
 }
card-hold-call = { $name } is on the phone with the customer (since { $t })
card-hold-writing = { $name } is writing to the customer (since { $t })
card-last-contact = Last contact
card-last = { $to ->
    [none] { $t } { $how } ({ $name })
   *[other] { $t } { $how }, { $to } ({ $name })
 }
card-last-none = none yet
card-said = “{ $text }”
card-next-action = Next action
card-next-action-none = not set
card-next-action-value = { $name ->
    [none] { card-next-action-until }
   *[other] { $t ->
        [none] { $text }: { $name }
       *[other] { $text }: { $name }, by { $t }
    }
 }
card-next-action-until = { $t ->
    [none] { $text }
   *[other] { $text }, by { $t }
 }
card-areas = Areas
card-free = Nobody yet: { $areas }
card-areas-more = { $n ->
    [one] One more area
   *[other] { $n } more areas
 }
card-area-detail = { $text ->
    [none] since { $t }
   *[other] since { $t } · { $text }
 }
card-area-since = { $until ->
    [none] since { $t }
   *[other] since { $t }, until about { $until }
 }
card-area-found = { $from ->
    [none] { $t }
   *[other] { $t } (checked { $from }–{ $to })
 }
card-area-waiting = for { $whom }, until { $t }
card-area-why = changed since: { $why }
card-area-away = { $name } (away until { $t })
card-link-evidence = evidence
card-link-place = workspace
card-more-presence = Your estimate, and breaks
card-aside = Not relevant: { $areas }
people-more = +{ $n }
card-foot = { $n ->
    [one] Lead: { $lead } · Liaison: { $liaison } · 1 person · as of { $t }
   *[other] Lead: { $lead } · Liaison: { $liaison } · { $n } people · as of { $t }
 }
card-foot-both = { $n ->
    [one] Lead and liaison: { $lead } · 1 person · as of { $t }
   *[other] Lead and liaison: { $lead } · { $n } people · as of { $t }
 }
card-unknown-people = Not found in the directory: { $names }
card-nobody-on-duty = Nobody is on duty according to the rota, so nobody was called.
card-recovered-since = Recovered at
card-mitigated-since = Mitigated since
card-extent = Extent
card-confirmed-by = Confirmed by
card-closed = Closed at { $t }
card-more-customer = Customer
card-more-areas = Areas
card-more-roles = Roles
card-more-case = Case
card-more-story = Reports and timeline
card-cut = The card was shortened. Everything is in the timeline.
pointer = This is an older view of the case.
pointer-down = The current card is further down in this thread.
pointer-elsewhere = The current card is in another thread.

## States

area-free = Nobody yet
area-looking = Investigating
area-suspect = Suspect
area-cause = Cause
area-ruled-out = Ruled out
area-waiting = Waiting
area-check-again = Check again
area-not-relevant = Not relevant
area-left = No result noted
swarm-open = In progress
swarm-fixing = Recovery under way
swarm-mitigated = Mitigated
swarm-unconfirmed = Recovered, customer to confirm
swarm-recovered = Recovered
swarm-watching = Monitoring
swarm-watching-until = Monitoring until { $t }
swarm-closed = Closed
how-phone = by phone
how-mail = by mail
how-ticket = by ticket reply
how-meeting = in a meeting
how-not-reached = tried, not reached
kind-first-response = first response
kind-update = update
kind-call-back = call-back
kind-report = report
field-title = title
field-severity = severity
field-customer = customer
field-description = description
field-business-impact = business impact
field-customer-deadline = customer's deadline
field-url = link
field-status = status
field-contact = contact
field-assignee = assignee
field-plan = support plan
field-symptom-since = start of the symptom
field-created-at = creation time
field-source = source
field-channel = channel
field-updated-at = time of change

## Buttons

press-claim = Claim { $area }
press-join = Look together
press-join-area = Look at { $area } together
press-release = Release { $area }
press-take-over = Take over { $area }
press-still-on = Yes, still on it
press-estimate = { $n } more minutes
press-please-take = Please take it
press-confirm = { $area ->
    [none] Still ruled out
   *[other] { $area }: still ruled out
 }
press-away = Away { $span }
press-come-back = I'm back
press-form-waiting = Waiting for somebody
press-form-place = Where I work
press-runbook = Show the runbook
press-set-aside = Not relevant
press-lead = I'll lead
press-liaise = I'll talk to the customer
press-hold-call = I'm on the phone
press-hold-writing = I'm writing it
press-free-ladder = Done with that
press-snooze = Remind me in 15 min
press-snooze-span = Remind me in { $span }
press-take-promise = I'll contact them
press-already-done = Already done
press-phoned = Phoned
press-ask-manager = Ask the manager
press-answer-call = I'll help
press-decline-call = Can't now
press-promises = Promises
press-form-promise = Promise something
press-form-end-promise = End a promise
press-form-change = What has changed?
press-form-correct = Correct a record
press-form-call-in = { $area ->
    [none] Call in
   *[other] Call in for { $area }
 }
press-status = Show status
press-timeline = Timeline
press-reopen = Reopen
press-refresh = Refresh
press-back = Back to the card
press-more = More
press-set = Set next action
press-add-area = Add { $area }
press-form-contact = Log contact
press-form-move = Change the time
press-form-note = Add a note
press-form-next = Next action
press-form-recover = Declare recovery
press-form-close = Close the case
press-form-area = Add another area
press-form-customer-called = The customer contacted us
press-form-finding = Add finding
press-form-set-aside = { $area ->
    [none] Not relevant
   *[other] { $area }: not relevant
 }
press-form-areas = Join, release, take over
press-form-areas-claim = Claim another
press-form-new = Start a case
press-use-channel = Use this channel
press-drill = Try a drill
press-help = Help
press-cancel = Cancel
press-my-swarms = My cases

## Pings. The mentions stand on a line of their own above the sentence.

ping-arrival = New { $severity } from { customer-of }: { $title }. { $t ->
    [none] Can one of you lead?
   *[other] First response due by { $t }.
 }
ping-no-lead-yet = Nobody leads this yet. Can you?
ping-unclaimed = Nobody is looking at { $area } yet. Can you?
ping-unclaimed-nobody = Nobody on duty knows { $area }. Whom could we ask, or is this not relevant?
ping-unclaimed-again = Nobody has looked at { $area } for { $span }. Whom could we ask?
ping-still-on-it = Still on { $area }?
ping-waiting-over = { $whom ->
    [none] The answers on { $area } were expected by now. Any news?
   *[other] The answer from { $whom } on { $area } was expected by { $t }. Any news?
 }
ping-check-again = We ruled out { $area }, and this has changed since: { $why }. Does that still hold?
ping-claim-lapsed = { $heir ->
    [none] Free again after { $span } without word: { $area }. { $name } may simply be busy.
   *[other] No word on { $area } from { $name }, who may simply be busy. { $heir }, who was helping, goes on.
 }
ping-taken-over = { $away ->
    [yes] { $name } is continuing { $area } while you are away. Your notes are kept. Thank you.
   *[no] { $name } has taken over { $area } from you. Your notes are kept. Thank you.
 }
ping-left-team = { $area ->
    [none] { $name } has left the team, and had a role in this case. Who takes it over?
   *[other] { $name } has left the team, and was looking at { $area }. Who takes over?
 }
ping-before = Next update to { customer-of } at { $t }. A draft is ready.
ping-soon = { $span } to go: update to { customer-of } at { $t }.
ping-now = It is { $t }: { customer-of } is expecting our update.
ping-overdue-liaison = The update planned for { $t } is not logged yet. If it is done, press “Already done”.
ping-overdue-lead = { $last ->
    [none] Nothing has been logged for { customer-of } so far; an update was planned for { $t }. Who can do it? Anyone may.
   *[other] The last contact with { customer-of } was at { $last }; an update was planned for { $t }. Who can do it? Anyone may.
 }
ping-overdue-manager = { $told ->
    [none] The { $t } update to { customer-of } has not been logged ({ $span }). The thread has been told. They may need help.
   *[other] The { $t } update to { customer-of } has not been logged ({ $span }). Already told: { $told }. They may need help.
 }
ping-overdue-phone = { $phone ->
    [none] No answer in Teams. Please phone { whom-to-phone }.
   *[other] No answer in Teams. Please phone { whom-to-phone } ({ $phone }).
 }
whom-to-phone = { $name ->
    [none] somebody on this case
   *[other] { $name }
 }
ping-in-call-end = Still on the phone? When it ends, log what was agreed.
ping-overdue-page = No answer in Teams: the paging service was called about the { $t } update to { customer-of }.
ping-told-changed = { $state ->
    [none] What we told the customer about { $area } no longer holds. The next draft begins with a correction.
   *[other] At { $t } we told the customer about { $area }: “{ $was }”. It is now “{ $state }”. The next draft begins with a correction.
 }
ping-ask-manager = { $text ->
    [none] { $name } asks for your help with { customer-of }: { $title }.
   *[other] { $name } asks for your help with { customer-of }: { $title }. “{ $text }”
 }
ping-called-in = { $name } asks you to look at { $area } for { customer-of }: { $title }. Can you?
banner-overdue-page = { $severity } { $ticket }, { customer-of }: the paging service was called
banner-overdue-page-number = { $severity } { $ticket }: the paging service was called
banner-told-changed = { $severity } { $ticket }, { customer-of }: what we told them about { $area } no longer holds
banner-told-changed-number = { $severity } { $ticket }: something we told the customer no longer holds
banner-ask-manager = { $severity } { $ticket }, { customer-of }: { $name } asks for your help
banner-ask-manager-number = { $severity } { $ticket }: your help is asked for
banner-called-in = { $severity } { $ticket }, { customer-of }: can you look at { $area }?
banner-called-in-number = { $severity } { $ticket }: can you come in?
ping-supervisor-open = { $lead ->
    [none] { $severity } opened at { $t } for { customer-of }. Business impact: { card-impact-of }. No lead yet. Nothing to do now; I'll tell you on changes.
   *[other] { $severity } opened at { $t } for { customer-of }. Business impact: { card-impact-of }. Lead: { $lead }. Nothing to do now; I'll tell you on changes.
 }
card-impact-of = { $impact ->
    [none] not stated yet
   *[other] { $impact }
 }
ping-supervisor-change = { $severity }, { customer-of }: now “{ $phase }” (at { $t }). Nothing to do for you now.

ping-home-lost = { $channel ->
    [none] I know no channel in which I can post this case. Where should it go? In that channel, write “@Swarm use this channel”.
   *[other] I can no longer post in { $channel }, so this case has lost its thread. Where should it go on? In that channel, write “@Swarm use this channel”. Until then, reminders come in private chats.
 }

banner-arrival = { $t ->
    [none] { $severity } { $ticket }, { customer-of }: { $title }
   *[other] { $severity } { $ticket }, { customer-of }: { $title }. First response by { $t }
 }
banner-arrival-number = { $t ->
    [none] { $severity } { $ticket }: new
   *[other] { $severity } { $ticket }: first response by { $t }
 }
banner-no-lead-yet = { $severity } { $ticket }, { customer-of }: nobody leads yet. Can you?
banner-no-lead-yet-number = { $severity } { $ticket }: nobody leads yet. Can you?
banner-unclaimed = { $severity } { $ticket }, { customer-of }: nobody is looking at { $area } yet
banner-unclaimed-number = { $severity } { $ticket }: part of it has nobody yet
banner-unclaimed-nobody = { $severity } { $ticket }, { customer-of }: nobody on duty for { $area }
banner-unclaimed-nobody-number = { $severity } { $ticket }: nobody on duty for part of it
banner-unclaimed-again = { $severity } { $ticket }, { customer-of }: still nobody is looking at { $area }
banner-unclaimed-again-number = { $severity } { $ticket }: part of it still has nobody
banner-still-on-it = { $severity } { $ticket }, { customer-of }: still on { $area }?
banner-still-on-it-number = { $severity } { $ticket }: still on it?
banner-waiting-over = { $severity } { $ticket }, { customer-of }: any news on { $area }?
banner-waiting-over-number = { $severity } { $ticket }: an answer was expected by now
banner-check-again = { $severity } { $ticket }, { customer-of }: please check { $area } again
banner-check-again-number = { $severity } { $ticket }: part of it is to be checked again
banner-claim-lapsed = { $severity } { $ticket }, { customer-of }: no word on { $area }
banner-claim-lapsed-number = { $severity } { $ticket }: no word on part of it
banner-taken-over = { $severity } { $ticket }, { customer-of }: { $name } has taken over { $area }
banner-taken-over-number = { $severity } { $ticket }: an area has been taken over
banner-left-team = { $severity } { $ticket }, { customer-of }: { $name } has left the team
banner-left-team-number = { $severity } { $ticket }: somebody has left the team
banner-before = { $severity } { $ticket }, { customer-of }: next update at { $t }
banner-before-number = { $severity } { $ticket }: next update at { $t }
banner-soon = { $severity } { $ticket }, { customer-of }: update at { $t }, { $span } to go
banner-soon-number = { $severity } { $ticket }: update at { $t }, { $span } to go
banner-now = { $severity } { $ticket }, { customer-of }: update due now ({ $t })
banner-now-number = { $severity } { $ticket }: update due now ({ $t })
banner-overdue-liaison = { $severity } { $ticket }, { customer-of }: the { $t } update is not logged yet
banner-overdue-liaison-number = { $severity } { $ticket }: the { $t } update is not logged yet
banner-overdue-lead = { $severity } { $ticket }, { customer-of }: who can do the { $t } update?
banner-overdue-lead-number = { $severity } { $ticket }: who can do the { $t } update?
banner-overdue-manager = { $severity } { $ticket }, { customer-of }: the { $t } update is not logged; they may need help
banner-overdue-manager-number = { $severity } { $ticket }: the { $t } update is not logged; they may need help
banner-overdue-phone = { $severity } { $ticket }, { customer-of }: please phone { whom-to-phone }
banner-overdue-phone-number = { $severity } { $ticket }: a phone call is needed
banner-in-call-end = { $severity } { $ticket }, { customer-of }: still on the phone?
banner-in-call-end-number = { $severity } { $ticket }: still on the phone?
banner-supervisor-open = { $severity } { $ticket } opened: { customer-of }
banner-supervisor-open-number = { $severity } { $ticket } opened
banner-supervisor-change = { $severity } { $ticket }, { customer-of }: { $phase }
banner-supervisor-change-number = { $severity } { $ticket }: { $phase }
banner-home-lost = { $severity } { $ticket }, { customer-of }: I can no longer post in its channel
banner-home-lost-number = { $severity } { $ticket }: I can no longer post in its channel
banner-card = { $severity } { $ticket }, { customer-of }: { $title }
banner-card-number = { $severity } { $ticket }

settled-lead = { $name } leads.
settled-claimed = { $name } is looking at { $area }.
settled-aside = { $area } is marked not relevant.
settled-found = { $area }: { $state }.
settled-lapsed = { $area } is free again.
settled-contacted = { $name } logged the contact of { $t }.
settled-moved = The update is now planned for { $t }.
settled-taken = { $name } will contact the customer.
settled-held-call = { $name } is on the phone with the customer.
settled-held-writing = { $name } is writing to the customer.
settled-snoozed = The reminder comes again at { $t }.
settled-ended = This promise has ended: { $reason }
settled-newer = There is a newer reminder below.
settled-closed = The case is closed.
settled-home-found = { $channel ->
    [none] The case has a channel again.
   *[other] The case goes on in { $channel }.
 }
settled-gone = This is settled. Nothing to do.
settled-handover = This hand-over is no longer open. Who holds what stands on the card.
settled-phoned = Somebody has phoned. The update is still owed.

## Answers and refusals

opened = The case is open.
ticket-updated = The ticket's changes are on the card.
duplicate = { $link ->
    [none] This ticket already has a thread.
   *[other] This ticket already has a thread: { $link }
 }
lead-set = { $liaison_too ->
    [yes] { $name } leads, and talks to the customer until someone else takes that.
   *[no] { $name } leads.
 }
already-lead = You lead this already.
liaison-set = { $name } talks to the customer.
already-liaison = You are the liaison already.
area-added = { $area } is on the card now. Nobody has it yet.
area-exists = { $area } is on the card already.
area-limit = There are { $n } areas already, and a card holds no more. Please use one of them.
area-name-empty = Please name the area.
area-unknown = { $area ->
    [none] Which area? { $areas }
   *[other] I don't know an area “{ $area }” here. Areas: { $areas }
 }
claimed-ok = { $area } is yours.
already-claimed = { $name } took { $area } at { $at }. You can look at it together.
already-yours = You already have { $area }.
joined-ok = You are looking at { $area } together with { $name }.
already-joined = You are already looking at { $area } too.
released-ok = { $area } is released. Thank you.
not-yours = { $area } isn't yours, so there is nothing to release.
taken-over = { $old ->
    [none] { $new } has taken over { $area }.
   *[other] { $new } has taken over { $area } from { $old }.
 }
set-aside-ok = { $area } is marked not relevant. Claiming it brings it back.
already-aside = { $area } is marked not relevant already.
finding-ok = { $area }: { $state }. Saved.
link-unclear = { $text ->
    [none] Please paste a link.
   *[other] I can't keep “{ $text }” as a link. Please paste a web address that begins with https:// and is not too long.
 }
tell-long = Please keep the sentence for the customer below { $n } characters.
confirmed-ok = { $area } is still ruled out. Saved.
nothing-to-check = { $area } need not be checked again.
waits-ok = { $area } is waiting for { $whom } until { $at }. I'll ask you then.
whom-empty = For whom is { $area } waiting? For example: waiting { $area } for the vendor until 6:40
until-empty = By when does { $whom } answer? For example: until 6:40
placed-ok = { $link ->
    [none] { $area } has no link to the work any more.
   *[other] The link to the work on { $area } is saved.
 }
still-on-ok = Thank you. You go on with { $areas }.
estimated-ok = Thank you. { $areas }: until about { $at }.
estimate-range = An estimate can be from { $least } to { $most }.
nothing-yours = You don't have an area in this case. Claim one first.
owner-away = { $name } has { $area } and is away until { $until }. You can look at it together, or take it over.
away-ok = You are away until { $until }. I won't ask you until then; others may take over meanwhile.
back-ok = Welcome back.
runbook-none = There is no runbook for { $area }.
text-empty = There is no text yet. Please write one line.
contact-logged = { $next ->
    [none] Contact of { $at } logged. No next update is planned.
   *[other] { $told ->
        [yes] Contact of { $at } logged. Next update by { $next } (told to the customer).
       *[no] Contact of { $at } logged. Next update at { $next } (our own target).
    }
 }
contact-not-reached = The attempt at { $at } is recorded. The customer has not been reached, so the update is still owed.
contact-future = { $at } is in the future. When was it said?
already-logged = { $name } logged this contact at { $at }. Add another?
severity-changed = { $due ->
    [none] Severity is now { $severity }.
   *[other] Severity is now { $severity }. The customer is to hear from us by { $due }.
 }
severity-why = Why { $severity }? Please add the reason, for example: severity B because three shops are left
title-changed = The title is now “{ $title }”.
impact-changed = { $impact ->
    [none] The business impact is not stated any more.
   *[other] Business impact recorded: “{ $impact }”.
 }
symptom-dated = { $at ->
    [none] Since when is not known any more.
   *[other] Recorded: since { $at }.
 }
symptom-future = { $at } is in the future. Since when has the customer had it?
deadline-set = { $at ->
    [none] No deadline of the customer is recorded any more.
   *[other] Recorded: the customer's deadline is { $at }.
 }
case-changed = { $due ->
    [none] Changed: { $changed }.
   *[other] Changed: { $changed }. The customer is to hear from us by { $due }.
 }
case-same = It already reads like that. Nothing has changed.
time-unlikely = { $at } is more than a year away. Please check the date.
contact-corrected = The record now says { $at }. What it said before stays in the timeline.
contact-unknown = I can't find this record. The last ones can be corrected; “timeline” shows them.
correct-reached = A call that reached nobody is another record. Please log the contact instead.
phoned-ok = { $name ->
    [none] Noted: phoned.
   *[other] Noted: you phoned { $name }.
 }
manager-asked = { $phone ->
    [none] { $name } has been asked.
   *[other] { $name } has been asked. If there is no answer: { $phone }
 }
no-manager = There is no manager left to ask. Managers stand in the policy.
called-in-ok = { $phone ->
    [none] { $name } has been asked to look at { $area }. Your decision is in the timeline.
   *[other] { $name } has been asked to look at { $area }. Your decision is in the timeline. If there is no answer: { $phone }
 }
call-answered = { $name ->
    [none] Noted. Thank you.
   *[other] Noted: you are coming. Thank you. { $name } sees it in the timeline.
 }
call-declined = Noted that it isn't possible now. Thank you for the answer.
call-gone = This is settled already. Nothing to do.
person-needed = Whom? Please mention the person with @, and name the area.
on-duty-ok = { $t ->
    [none] You are on duty until { $until }. “off” ends it.
   *[other] You are on duty from { $t } until { $until }. “off” ends it.
 }
off-duty-ok = { $t ->
    [none] You are off duty. I won't call you until you write “on duty”.
   *[other] You are off duty. I won't call you before your shift on { $t }.
 }
language-ok = From now on I write to you in English.
language-unknown = I write English and Japanese. Try “language en” or 言語 日本語.
time-passed = { $date ->
    [none] { $at } has already passed. Please choose a later time.
   *[other] { $at } has already passed. Did you mean { $date }?
 }
time-far = { $at } is too far ahead. Please choose an earlier time.
cadence-range = The interval can be from { $least } to { $most }.
promise-limit = { $n } promises to the customer are open already. Please log or end one of them first.
helper-limit = { $n } people are already helping with { $area }. Please tell them in the thread what you see.
time-unclear = { $text ->
    [none] Please give the time. For example 18:30, 30 min, or 11/25 9:00.
   *[other] I couldn't read “{ $text }” as a time. Try 18:30, 30 min, or 11/25 9:00.
 }
customer-heard-ok = { $due ->
    [none] Noted that { who-of } contacted us.
   *[other] Noted that { who-of } contacted us. Call back by { $due }.
 }
promise-made = Saved: planned for { $at }.
promise-moved = { $told ->
    [yes] The update is now planned for { $at } (told to the customer).
   *[no] { $judged ->
        [none] The update is now planned for { $at } (our own target).
       *[other] The reminder is now set for { $at }. The customer still expects us at { $judged }. If they agreed, write the time again with “told”.
    }
 }
promise-taken = { $name } will contact the customer. No reminders until { $until }.
promise-ended = This promise has ended.
promise-gone = This update is settled already. Nothing to do.
reason-empty = Please add the reason, in a few words.
held-call = No reminders until { $until }. Log what was agreed when the call ends.
held-writing = No reminders until { $until }. Take your time.
freed-ok = Reminders are on again.
snoozed-ok = I'll remind you again at { $at }.
snoozed-before = This reminder was put off once already. You can change the time instead.
noted-ok = Noted.
next-action-ok = { $text ->
    [none] The next action is open again.
   *[other] Next action set: { $text }
 }
phase-moved = Now: { $phase }.
phase-same = It is “{ $phase }” already.
not-now = { $phase ->
    [none] This isn't possible now.
   *[other] This isn't possible while the case is “{ $phase }”.
 }
close-open-promises = { $n ->
    [one] Before closing: one promise to the customer is open. I will go on reminding you of it, unless it ends here.
   *[other] Before closing: { $n } promises to the customer are open. I will go on reminding you of them, unless they end here.
 }
closed-ok = { $n ->
    [0] The case is closed. Thank you, everyone.
    [one] The case is closed. One promise to the customer stays open, and I will remind you of it.
   *[other] The case is closed. { $n } promises to the customer stay open, and I will remind you of them.
 }
closed = { $at ->
    [none] This case is closed. Reopen it to go on.
   *[other] This case was closed at { $at }. Reopen it to go on.
 }
reopened-ok = The case is open again.
not-closed = The case is open; there is nothing to reopen.
close-barred = { $who ->
    [roles] In this team the lead, the liaison or a manager closes a case. Please ask one of them.
   *[managers] In this team a manager closes a case. Please ask one of them.
 }
status-shown = Here is the current card.
unknown-swarm = I can't find this case any more. “my swarms” lists yours.
repeated = This is saved already.
nothing = Nothing has changed.
not-a-member = { $team ->
    [none] Only members of the team can change this. You can write “status { $ticket }” to me.
   *[other] Only members of { $team } can change this. You can write “status { $ticket }” to me.
 }
not-allowed = { $name ->
    [none] { $role } does this.
   *[other] { $role } does this: { $name }.
 }
role-lead = The lead
role-liaison = The liaison
role-manager = The manager
old-card = This card was out of date. Here is the current one.
not-stored = Perhaps not saved. Please press again.
not-stored-typed = Perhaps not saved. Please look, and write it again if it is missing.
being-updated = A newer version of the bot is updating this case. Please press again in a moment.
being-updated-typed = A newer version of the bot is updating this case. Please write again in a moment.
try-again = That took too long. Please press again.
external-channel = This channel has people from outside. I don't post cases here.
channel-used = New cases will be posted in this channel.
channel-barred = In this team a manager says where cases are posted. Please ask one of them.
channel-only = This works in a channel of a team. Please write it there.
thread-only = This works in the thread of a case. “my swarms” lists yours.
not-understood = I didn't understand that. You can:
ambiguous = Several cases match. Which one?
no-match = { $text ->
    [none] I found no open case.
   *[other] I found no open case for “{ $text }”.
 }
person-unknown = I don't know “{ $name }” here. Please mention the person with @.
unknown-press = I don't know this button any more. Here is the current card.
note-created-in-future = The ticket's creation time ({ $t }) is in the future, so it was taken as now.
note-changed = The ticket has changed: { $changed }
ask-liaison = Questions about this case: please ask { $liaison }. The people in the thread are investigating.
direct-welcome = I'll send you reminders here. “my swarms” shows your cases, “help” shows the rest.

## Welcome and help

welcome-title = Hello, I'm Swarm
welcome-text = { $name ->
    [none] When a Sev-A comes in I open a thread in this channel, show who checks what, and remind us before the customer must hear from us.
   *[other] { $name } added me. When a Sev-A comes in I open a thread in this channel, show who checks what, and remind us before the customer must hear from us.
 }
help-title = What you can write
help-new = @Swarm new Title
help-new-text = opens a thread for a case
help-claim = claim storage
help-claim-text = you take an area
help-contact = contact We are checking storage, next 6:00
help-contact-text = logs what the customer was told
help-status = status
help-status-text = shows the current card (in a private chat: status Customer)
help-finding = finding storage ruled out No errors since 4:00
help-finding-text = writes down a result
help-still = still on it / 30 more minutes
help-still-text = says that you go on with what you look at
help-waiting = waiting storage for the vendor until 6:40
help-waiting-text = says whose answer is needed, and by when
help-away = away 30 min / back
help-away-text = nobody asks you; others may take over meanwhile
help-called = customer called Asked for a call-back at 7:40
help-called-text = records that the customer contacted us
help-change = severity B because Three shops are left / impact … / since 4:40
help-change-text = corrects what is known of the case
help-lead = lead / liaison
help-lead-text = you lead, or talk to the customer
help-promises = promises / promise report by Thu 17:00
help-promises-text = shows every promise to the customer, or makes one
help-duty = on duty 22-7 / off
help-duty-text = says when I may call you
help-note = note Text
help-note-text = keeps a note in the timeline
help-recover = recovered / close / reopen
help-recover-text = moves the case along
help-timeline = timeline
help-timeline-text = shows what happened, in order
help-mine = my swarms / all
help-mine-text = lists your cases, or every open one (in a private chat)

## Lists, status, timeline

list-mine = Your cases
list-all = Open cases
list-none = No open case is yours.
list-old = As it was at { $t }. I cannot read anything newer at the moment.
list-all-none = There is no open case.
list-line = { $customer ->
    [none] { $severity } | { $ticket } | { $title }
   *[other] { $severity } | { $customer } | { $ticket } | { $title }
 }
list-state = { $due ->
    [none] { $phase } · no update planned
   *[other] { $phase } · next customer update by { $due }
 }
list-more = { $n ->
    [one] One more case
   *[other] { $n } more cases
 }
status-head = { $customer ->
    [none] { $ticket } | { $severity } | { $phase } | as of { $t }
   *[other] { $customer } | { $severity } | { $phase } | as of { $t }
 }
status-say = You may say ({ $t }, { $how }): { $text }
status-say-none = Nothing has been told to the customer yet; please say only that we are working on it.
status-next = { $to ->
    [none] Next update: by { $t } ({ card-owner })
   *[other] Next update: by { $t } to { $to } ({ card-owner })
 }
status-next-overdue = { $to ->
    [none] Next update: was due at { $t }, not yet logged ({ card-owner })
   *[other] Next update: was due at { $t } to { $to }, not yet logged ({ card-owner })
 }
status-next-none = Next update: no time has been set
status-deadline = { $t ->
    [none] Customer's deadline: not stated
   *[other] Customer's deadline: { $t }
 }
status-not-yet = Please don't say yet: the cause, or anything that isn't above
status-ask = { $name ->
    [none] Ask: nobody talks to the customer yet
   *[other] Ask: { $name } (liaison)
 }
timeline-title = Timeline
promises-title = Promises to the customer
promises-none = Nothing has been promised yet.
promises-on-time = On time: { $n } of { $of }
promises-before = { $n ->
    [one] One earlier promise is not shown.
   *[other] { $n } earlier promises are not shown.
 }
promise-what = { $to ->
    [none] No. { $number }, { $kind }
   *[other] No. { $number }, { $kind } to { $to }
 }
promise-line-open = { $judged ->
    [none] { promise-open }
   *[other] { promise-open }. The customer still expects us at { $judged }.
 }
promise-open = { $told ->
    [yes] { promise-what }: by { $due }, { card-owner } (told to the customer)
   *[no] { promise-what }: { $due }, { card-owner } (our own target)
 }
promise-line-on-time = { promise-what }, { $due }: on time
promise-line-late = { promise-what }, { $due }: { $late } late
promise-line-missed = { $reason ->
    [none] { promise-what }, { $due }: not contacted
   *[other] { promise-what }, { $due }: not contacted ({ $reason })
 }
promise-line-ended = { promise-what }, { $due }: ended ({ $reason })
timeline-page = Timeline ({ $n } of { $of })
timeline-none = Nothing has happened yet.
timeline-before = { $n ->
    [one] One earlier entry is not shown.
   *[other] { $n } earlier entries are not shown.
 }
event-opened = { $person ->
    [none] Ticket received: { $title }
   *[other] Opened by { $person }: { $title }
 }
event-ticket_changed = { $changed ->
    [none] { $kept ->
        [none] Ticket updated: it now says what was set here
       *[other] Ticket updated; what was set here stays: { $kept }
    }
   *[other] { $kept ->
        [none] Ticket changed: { $changed }
       *[other] Ticket changed: { $changed }; what was set here stays: { $kept }
    }
 }
event-severity_changed = Severity changed from { $before } to { $severity }: { $reason } ({ $person })
event-title_changed = Title changed to “{ $title }” ({ $person }); before: “{ $before }”
event-impact_changed = { $impact ->
    [none] Business impact: not stated any more ({ $person }); before: “{ $before }”
   *[other] { $before ->
        [none] Business impact: “{ $impact }” ({ $person })
       *[other] Business impact changed to “{ $impact }” ({ $person }); before: “{ $before }”
    }
 }
event-symptom_dated = { $since ->
    [none] Start of the symptom: not known any more ({ $person }); before: { $before }
   *[other] { $before ->
        [none] Start of the symptom: { $since } ({ $person })
       *[other] Start of the symptom changed from { $before } to { $since } ({ $person })
    }
 }
event-deadline_set = { $deadline ->
    [none] Customer's deadline: none any more ({ $person }); before: { $before }
   *[other] { $before ->
        [none] Customer's deadline: { $deadline } ({ $person })
       *[other] Customer's deadline changed from { $before } to { $deadline } ({ $person })
    }
 }
event-lead_taken = { $liaison_too ->
    [yes] { $person } leads, and talks to the customer
   *[no] { $person } leads
 }
event-liaison_taken = { $person } talks to the customer
event-area_added = Area added: { $area }
event-area_claimed = { $taken_from ->
    [none] { $area }: { $person } is looking at it
   *[other] { $area }: { $person } has taken over from { $taken_from }
 }
event-area_joined = { $area }: { $person } is helping
event-area_released = { $heir ->
    [none] { $area }: { $person } is no longer looking at it
   *[other] { $area }: { $person } is no longer looking at it; { $heir } goes on
 }
event-area_set_aside = { $reason ->
    [none] { $area }: not relevant
   *[other] { $area }: not relevant, because { $reason }
 }
event-found = { $text ->
    [none] { $area }: { $state } ({ $person })
   *[other] { $area }: { $state } – { $text } ({ $person })
 }
event-area_waits = { $area }: waiting for { $whom } until { $until } ({ $person })
event-estimated = { $areas }: until about { $until } ({ $person })
event-work_placed = { $link ->
    [none] { $area }: link to the work removed ({ $person })
   *[other] { $area }: link to the work added ({ $person })
 }
event-still_on_it = { $areas }: { $person } goes on
event-claim_lapsed = { $heir ->
    [none] { $area }: free again, no word from { $person }
   *[other] { $area }: no word from { $person }; { $heir } goes on
 }
event-results_doubted = To be checked again ({ $why } changed): { $areas }
event-went_away = { $person } is away until { $until }
event-came_back = { $person } is back
event-team_left = { $person } has left the team
event-contacted = { $said ->
    [none] { contact-what }
   *[other] { contact-what }: “{ $said }”
 }
contact-what = { $to ->
    [none] Contact at { $said_at }, { $how } ({ $person })
   *[other] Contact with { $to } at { $said_at }, { $how } ({ $person })
 }
event-customer_heard = { $text ->
    [none] Heard from { who-of } ({ $person })
   *[other] Heard from { who-of }: “{ $text }” ({ $person })
 }
event-promise_made = { $told ->
    [yes] { card-promise-of } by { $due } (told to the customer)
   *[no] { card-promise-of } by { $due } (our own target)
 }
card-promise-of = { $to ->
    [none] Planned: { $kind }
   *[other] Planned: { $kind } to { $to }
 }
event-promise_kept = { $late ->
    [none] Update to the customer: on time
   *[other] Update to the customer: { $late } late
 }
event-promise_moved = { $told ->
    [yes] Next update moved to { $due } (told to the customer)
   *[no] Next update moved to { $due } (our own target)
 }
event-promise_taken = { $person } will contact the customer
event-promise_ended = Promise ended: { $reason }
event-promise_missed = { $reason ->
    [none] Promise not kept: no contact, { $late } past its time
   *[other] Promise not kept: no contact, { $late } past its time ({ $reason })
 }
event-contact_corrected = { $said ->
    [none] Record { $contact } corrected: { contact-what }
   *[other] Record { $contact } corrected: { contact-what }: “{ $said }”
 }
event-call_answered = { $coming ->
    [yes] { $person } answers the call and helps
   *[no] { $person } cannot come now
 }
event-phoned = { $called ->
    [none] { $person } has phoned
   *[other] { $person } has phoned { $called }
 }
event-cadence_changed = From now on an update every { $every }
event-next_contact_waived = No next update planned: { $reason }
event-ladder_held = { $kind ->
    [call] { $person } is on the phone with the customer
   *[writing] { $person } is writing to the customer
 }
event-ladder_freed = Reminders are on again
event-snoozed = Reminder put off until { $until }
event-raised = { $fate ->
    [acted] { $after ->
        [none] { raised-line }. Acted on by { $actor } at once
       *[other] { raised-line }. Acted on by { $actor } after { $after }
    }
    [overtaken] { $after ->
        [none] { raised-line }. Overtaken at once
       *[other] { raised-line }. Overtaken after { $after }
    }
    [unsent] { raised-line }. It could not be sent
   *[none] { raised-line }
 }
raised-line = { $people ->
    [none] { raised-nobody }
   *[other] { $person ->
        [none] { raised-what }: { $people }
       *[other] { raised-what }: { $people } (decided by { $person })
    }
 }
raised-nobody = { $fate ->
    [skipped] { raised-what }: nobody could be asked
   *[other] { raised-what }
 }
raised-what = { $ping ->
    [none] { $kind }
   *[other] { $ping }
 }
event-noted = { $text } ({ $person })
event-next_action_set = { $owner ->
    [none] Next action: { card-next-action-when }
   *[other] Next action: { card-next-action-when } ({ $owner })
 }
card-next-action-when = { $until ->
    [none] { next-action-text }
   *[other] { next-action-text }, by { $until }
 }
next-action-text = { $text ->
    [none] open
   *[other] { $text }
 }
event-phase_moved = { $confirmed_by ->
    [none] { $phase } (since { $since })
   *[other] { $phase } (since { $since }, confirmed by { $confirmed_by })
 }
event-closed = { $n ->
    [0] Closed
    [one] Closed; one promise stays open
   *[other] Closed; { $n } promises stay open
 }
event-reopened = Reopened
event-status_shown = Current card shown again
event-home_lost = { $channel ->
    [none] No channel to post in
   *[other] No longer possible to post in { $channel }
 }
event-home_found = { $channel ->
    [none] Goes on in its channel
   *[other] Goes on in { $channel }
 }
raised-arrival = New case announced
raised-no-lead-yet = Asked for a lead
raised-unclaimed = Asked for someone to look
raised-unclaimed-nobody = Said that nobody on duty knows an area
raised-unclaimed-again = Said that an area still has nobody
raised-still-on-it = Asked whether work on an area goes on
raised-waiting-over = Asked about an answer that was expected
raised-check-again = Asked to check an area again
raised-claim-lapsed = Said that an area is free again
raised-taken-over = Told who has taken over
raised-left-team = Said who has left the team
raised-before = Reminder before the update
raised-soon = Reminder shortly before the update
raised-now = Reminder: update due
raised-overdue-liaison = Reminder after the planned time
raised-overdue-lead = Asked the lead about the update
raised-overdue-manager = Told the manager about the update
raised-overdue-phone = Asked for a phone call
raised-overdue-page = Called the paging service
raised-told-changed = Said that what the customer was told no longer holds
raised-ask-manager = Asked a manager for help
raised-called-in = Called in
raised-in-call-end = Asked about the end of the call
raised-supervisor-open = Told the supervisors
raised-supervisor-change = Told the supervisors about a change
raised-home-lost = Said that the channel can no longer be used

## Forms

form-contact = Log contact
form-move = Change the time
form-note = Add a note
form-next = Next action
form-recover = Recovery
form-close = Close the case
form-area = Add an area
form-areas = Areas
form-customer-called = The customer contacted us
form-finding = Add finding
form-waiting = Waiting for somebody
form-place = Where the work happens
form-set-aside = Not relevant
form-promise = Promise something
form-end-promise = End a promise
form-change = What has changed?
form-correct = Correct a record
form-call-in = Call somebody in
form-new = Start a case
form-zone = Times are in { $zone }.
form-correction = At { $t } we told the customer about { $area }: “{ $was }”. It is now “{ $state }”. Please correct it.
field-said = What was said
field-said-hint = What the customer now knows (not needed if nobody was reached)
field-when = When it was said
field-when-hint = Empty: now. For example 5:06
field-to = To whom
field-to-hint = For example Mr Nakamura
field-how = How
choice-phone = Phone
choice-mail = Mail
choice-ticket = Ticket reply
choice-meeting = Meeting
choice-not_reached = Tried, not reached
field-next = Next update
choice-told = At the time below: told to the customer
choice-target = At the time below: our own target
choice-usual = As usual, as our own target
choice-none = No next update, because (reason below)
field-next_at = Time of the next update
field-next_at-hint = 6:30, 30 min, 11/25 9:00
field-because = Reason, if no next update
field-because-hint = In a few words
field-reason = Reason
field-reason-hint = In a few words
field-reason-error = Please give the reason, in a few words.
field-promise_kind = What
choice-report = Report
choice-call_back = Call-back
choice-update = Update
field-by = By when
field-by-hint = Thu 17:00, 11/26 17:00
field-by-error = Please write by when.
field-about = What it is about
field-about-hint = For example the incident report
field-which = Which promise
field-which-hint = Choose a promise
field-which-error = Please choose the promise that has ended.
field-record = Which record
choice-record = { $to ->
    [none] { $t } { $how }
   *[other] { $t } { $how }, { $to }
 }
field-change-severity = Severity
choice-keep_severity = As it is ({ $severity })
field-change-why = Reason, if the severity changes
field-change-why-hint = For example three shops are left
field-change-impact = Business impact and scope
field-change-impact-hint = { $now ->
    [none] Who cannot work, and how many
   *[other] Empty: stays “{ $now }”
 }
field-change-since = Since when
field-change-since-hint = { $now ->
    [none] For example 4:15
   *[other] Empty: stays { $now }. “unknown”: not known
 }
field-change-deadline = Customer's deadline
field-change-deadline-hint = { $now ->
    [none] For example 8:30, 11/25 9:00
   *[other] Empty: stays { $now }. “none”: there is none
 }
field-change-title = Title
field-change-title-hint = Empty: stays “{ $now }”
field-correct-said = What was said
field-correct-said-hint = Empty: as it was
field-correct-when = When it was said
field-correct-when-hint = Empty: as it was. For example 5:58
field-correct-to = To whom
field-correct-to-hint = Empty: as it was
choice-keep_how = As it was
field-person = Whom
field-person-hint = Choose a person
field-person-error = Please choose whom to call in.
field-every = Interval
choice-keep = Interval as before
choice-15m = Every 15 minutes from now on
choice-30m = Every 30 minutes from now on
choice-60m = Every 60 minutes from now on
choice-120m = Every 2 hours from now on
choice-240m = Every 4 hours from now on
field-due = New time
field-due-hint = 6:30, 30 min, 11/25 9:00
field-due-error = Please write the new time.
field-agreed = Does the customer know?
choice-yes = Yes, the customer was told
choice-no = No, it is our own target
field-text = Note
field-text-hint = One line is enough
field-text-error = Please write one line.
field-action = What happens next
field-action-hint = For example check name resolution from a shop
field-action-error = Please write the next action.
field-owner = Who
choice-me = Me
choice-nobody = Nobody yet
choice-liaison = The liaison
field-until = By when
field-until-hint = 6:40, 30 min
field-phase = State
field-since = Since when
field-since-hint = Empty: now. For example 8:31
field-confirmed_by = Confirmed by
field-confirmed_by-hint = For example Mr Nakamura
field-extent = How much has recovered
field-extent-hint = For example 128 of 128 shops
field-watch_until = Monitor until
field-watch_until-hint = 10:00, 2 h
field-promise = { $name ->
    [none] By { $t }: { $kind }
   *[other] By { $t }: { $kind } ({ $name })
 }
field-promise-hint = Empty: stays open. If it has ended: why
close-none = No promise to the customer is open.
field-key = Area
choice-other = Another one (name below)
field-name = Name of the area
field-name-hint = For example DNS
field-area = Area
field-area-hint = Choose an area
field-area-error = Please choose the area.
choice-area = { $name ->
    [none] { $area }: { $state }
   *[other] { $area }: { $state }, { $name }
 }
field-do = What to do
choice-claim = Claim it
choice-join = Look at it together
choice-release = Release it
choice-take_over = Take it over
choice-set_aside = Mark it not relevant
field-who = Who contacted us
field-who-hint = For example Mr Ohno
field-who-error = Please write who it was.
field-message = What they said
field-message-hint = Wishes, questions, mood
field-call_back = Call back by
field-call_back-hint = Empty: no call-back. For example 7:40
field-call_back_owner = Who calls back
field-state = Result
choice-looking = Still investigating
choice-suspect = Suspect
choice-ruled_out = Ruled out
choice-cause = Cause
field-finding = In one line
field-finding-hint = What you saw, and for which period
field-link = Link to the evidence
field-link-hint = If there is one: https://…
field-tell = One sentence for the customer
field-tell-hint = Only this may be told. The rest stays inside
field-window = Period that was checked
field-window-hint = 4:00-5:15. Empty: since it began
field-whom = Whose answer
field-whom-hint = For example the vendor, case 4711
field-whom-error = Please write whose answer it is.
field-wait_until = Expected by
field-wait_until-hint = 6:40, 30 min, 11/25 9:00
field-wait_until-error = Please write by when.
field-place = Link
field-place-hint = A call, a notebook … Empty: none any more
runbook-title = Runbook: { $area }
runbook-yours = { $area } is yours, { $name }. Its runbook:
field-case-title = Title
field-case-title-hint = What the customer cannot do
field-case-title-error = Please write a title.
field-case-severity = Severity
field-case-customer = Customer
field-case-customer-hint = Name of the company
field-impact = Business impact
field-impact-hint = Who cannot work, since when
field-ticket = Ticket number
field-ticket-hint = If there is one
submit-contact = Save
submit-move = Change the time
submit-note = Save the note
submit-next = Save
submit-recover = Declare
submit-close = Close
submit-area = Add
submit-areas = Do it
submit-customer_called = Save
submit-finding = Save the finding
submit-waiting = Save
submit-place = Save
submit-set_aside = Mark as not relevant
submit-promise = Save
submit-end_promise = End it
submit-change = Save
submit-correct = Correct
submit-call_in = Call in
submit-new = Start
form-done = Done.
form-cancelled = Cancelled. Nothing was saved.

# The story afterwards: what is exported. "told-…" are read by the customer.
story-title = { $customer ->
    [none] Timeline: { $title }
   *[other] Timeline: { $customer }, { $title }
}
story-title-safe = Course of events: { $title }
story-customer = Customer
story-ticket = Case
story-subject = Title
story-since = Since
story-opened = Reported
story-severity = Severity
story-impact = Business impact
story-lead = Lead
story-liaison = Customer contact
story-recovered = Recovered
story-extent = Extent of the recovery
story-confirmed-by = Confirmed by
story-state = State
story-as-of = As of
story-case = Case
story-figures = Figures
story-promises = Promises
story-follow-ups = Follow-ups
story-timeline = Timeline
story-when = Time
story-who = Who
story-what = What
story-kind = Kind
story-due = Due
story-outcome = Outcome
story-internal = Internal. Not for the customer: evidence, names and notes are in it.
story-zone = All times: { $place ->
    [Asia-Tokyo] Japan
   *[other] { $zone }
}
story-our-contact = Your contact
story-none = Nothing yet.
story-first-response = Time to first response
story-first-claim = Time to first claim
story-recovery = Time to recovery
story-closed = Time to close
story-promises-on-time = Promises kept on time
story-promises-late = Promises kept late
story-promises-missed = Promises missed
story-promises-ended = Promises ended
story-promises-open = Promises open
story-people = People who took part
story-said-thread = Messages of the bot in the thread
story-said-direct = Messages of the bot in 1:1
story-promise = { $to ->
    [none] { $kind }
   *[other] { $kind } to { $to }
}
story-outcome-open = open
story-outcome-done = done
story-follow-up = { $text } ({ $name })
story-outcome-on-time = on time
story-outcome-late = { $late } late
story-outcome-missed = { $reason ->
    [none] missed
   *[other] missed ({ $reason })
}
story-outcome-ended = { $reason ->
    [none] ended
   *[other] ended ({ $reason })
}
story-us = our support team
told-promise = { $to ->
    [none] { told-promise-kind }
   *[other] { told-promise-kind } to { $to }
}
told-promise-kind = { $promise ->
    [first_response] First response
    [call_back] Call back
    [report] Report
   *[other] Update
}
told-received = We received your report.
told-contact = { $to ->
    [none] { $said ->
        [none] We contacted you, { $how }.
       *[other] We told you { $how }: “{ $said }”
    }
   *[other] { $said ->
        [none] We contacted { $to }, { $how }.
       *[other] We told { $to } { $how }: “{ $said }”
    }
}
told-result = { $tell }
told-phase = { $confirmed_by ->
    [none] { told-step-whole }
   *[other] { told-step-whole } (confirmed by { $confirmed_by })
}
told-step-whole = { $until ->
    [none] { $extent ->
        [none] { told-step }
       *[other] { told-step }: { $extent }
    }
   *[other] { told-step } until { $until }
}
told-step = { $step ->
    [fixing] Recovery work under way
    [mitigated] Service restored by a workaround
    [unconfirmed] Service restored; we asked you to confirm
    [watching] Recovered; we are watching
   *[other] Recovered
}

## Letters to the customer

letter-moment = { $hour }:{ $minute } on { $weekday ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
 } { $day } { letter-month }
letter-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 }
letter-today = { $hour }:{ $minute } today ({ $day } { letter-month })
letter-clock = { $hour }:{ $minute }
letter-number = Report { $n }
letter-title-recovery = Recovery
letter-title-final = Incident report
letter-subject = [{ $name }] { $title } (case { $ticket })
letter-kept = [{ $title }] { $text }
letter-customer = { $company }
letter-dear = { $to ->
    [none] Hello,
   *[other] Dear { $to },
 }
letter-signer = { $company ->
    [none] { $name ->
        [none] the support team
       *[other] { $name } of the support team
    }
   *[other] { $name ->
        [none] { $company }
       *[other] { $name } of { $company }
    }
 }
letter-greeting-first =
    This is { $signer }. We are sorry for the trouble this is causing.
    Here is where we stand at { $t }.
letter-greeting = This is { $signer }. Here is where we stand at { $t }.
letter-greeting-recovery = This is { $signer }, with the state of the recovery at { $t }.
letter-greeting-final = This is { $signer }, with our report on this case as of { $t }.
letter-desk = { $phone ->
    [none] If it is urgent, please contact our support desk and name the case number.
   *[other] If it is urgent, please call our support desk ({ $phone }) and name the case number.
 }
letter-thanks = We are sorry for the trouble, and thank you for your help.
letter-heading = { $label }:
letter-line = { $text }
letter-label-correction = Correction to our last update
letter-label-what = What happens
letter-label-recovered = Recovered
letter-label-period = Period
letter-label-scope = Scope
letter-label-known = What we now know
letter-label-status = Status
letter-label-cause = Cause
letter-label-done = Done
letter-label-checking = Being checked
letter-label-outlook = Expected recovery
letter-label-again = Whether it can happen again
letter-label-after = What happens next
letter-next = { $due ->
    [none] As soon as the time is settled
   *[other] By { $due }, even if there is nothing new
 }
letter-what-line = { $since ->
    [none] { $title }
   *[other] { $title }, since about { $since }
 }
letter-scope-line = { $impact } (as you told us)
letter-crew = { $n ->
    [0] We are investigating; the cause is not known yet.
    [1] We are investigating; the cause is not known yet.
   *[other] { $n } engineers are investigating; the cause is not known yet.
 }
letter-nothing-new = There is nothing new since our last update; we are continuing.
letter-area = { $told ->
    [ruled_out] { $area }: checked, nothing abnormal found.
    [waiting] { $area }: we have asked the responsible department and are waiting for their answer.
    [cause] We have confirmed that { $area } is involved.
   *[looking] { $area }: being checked.
 }
letter-corrected = { $before ->
    [ruled_out] At { $t } we told you that nothing abnormal was found in { $area }. { letter-now }
    [cause] At { $t } we named { $area } as the cause. { letter-now }
   *[suspect] At { $t } we told you that this might come from { $area }. { letter-now }
 } We apologise for the correction.
letter-now = { $after ->
    [ruled_out] Further checks show that it was not the cause.
    [not_relevant] Further checks show that it has nothing to do with this.
    [cause] Further checks show that it is involved.
   *[looking] We are checking it again.
 }
letter-outlook-line = { $step ->
    [fixing] Work towards recovery is under way. We will tell you the expected time as soon as it is known.
    [mitigated] You can work with a workaround. We will tell you when full recovery is expected as soon as it is known.
   *[open] Not known yet; we will tell you as soon as it is.
 }
letter-recovered-unconfirmed = We see recovery since { $t }.
letter-please-confirm = Could you please confirm it on your side?
letter-confirmed = { $extent ->
    [none] Confirmed by { $confirmed_by }.
   *[other] { $extent }, confirmed by { $confirmed_by }.
 }
letter-period-line = { $start ->
    [none] Until { $end }
   *[other] { $end ->
        [none] Since about { $start }
       *[other] From about { $start } to { $end }
    }
 }
letter-cause-open = Not known yet; we will report as soon as it is.
letter-watching = We will watch until { $until } and tell you the result.
letter-report-by = The report follows by { $due }.
letter-open = Being checked.
phone-hello = This is { $signer }, calling about your case.
phone-crew = We are investigating.
phone-cause-open = The cause is not known yet.
phone-fine = Nothing abnormal was found in { $areas }.
phone-recovered = We have confirmed the recovery. Thank you for your help.
phone-report = We are sending you the report. Please have a look at it.
phone-next = We will call again by { $due }, even if there is nothing new.
letter-label-next = Next update
phone-clock = { $minute ->
    [none] { $hour }:00
   *[other] { $hour }:{ $minute }
 }
letter-names = { $areas }

## Drafts

draft-title = Draft: { $title }
draft-as-of = As of { $t }. "Open the draft" brings it up to date before you send it.
draft-subject = Subject
draft-phone = To say on the phone
draft-marks = Please look at this before you send it
guard-cause = The cause is not confirmed yet: “{ $text }”
guard-recovery = This promises a time of recovery: “{ $text }”
guard-blame = This speaks of blame: “{ $text }”
guard-inside = A word that we use inside: “{ $text }”
guard-name = The name of a colleague: “{ $text }”
guard-link = Perhaps a link of ours: “{ $text }”
guard-evidence = Words of a finding: “{ $text }”
form-draft = Letter to the customer
field-letter = Text (copy it, send it to the customer, and change it here if you changed it)
field-letter-hint = What you have sent
field-letter-error = Please put in what you have sent.
field-subject = Subject
field-subject-hint = Subject
submit-draft = Mark as sent
draft-next-changed = The text now names { $text } as the next update. Please check what the customer gets, and press again.
draft-marked = Please look at what is said below. If it is meant so, press again.
press-form-draft = Open the draft

## Reports inside

inside-title = { $customer ->
    [none] [{ letter-number }, internal] { $title } ({ $severity }, { $ticket })
   *[other] [{ letter-number }, internal] { $customer }: { $title } ({ $severity }, { $ticket })
 }
inside-since = { $since ->
    [none] Since: not known yet (ticket { $received })
   *[other] Since: about { $since } (ticket { $received })
 }
inside-impact = { $impact ->
    [none] { $deadline ->
        [none] Impact: not stated yet
       *[other] Impact: not stated yet (customer's deadline { $deadline })
    }
   *[other] { $deadline ->
        [none] Impact: { $impact }
       *[other] Impact: { $impact } (customer's deadline { $deadline })
    }
 }
inside-known = { $text ->
    [none] Known: nothing certain yet
   *[other] Known: { $text }
 }
inside-open = { $text ->
    [none] Not known yet: nothing is open
   *[other] Not known yet: { $text }
 }
inside-area = { $text ->
    [none] { $name ->
        [none] { $area } (nobody)
       *[other] { $area } ({ $state }, { $name })
    }
   *[other] { $area } ({ $state }: { $text })
 }
inside-ask = { $areas ->
    [none] We ask: please don't contact the customer on your own
   *[other] We ask: whoever knows { $areas }, please join the thread; please don't contact the customer on your own
 }
inside-crew = { $lead ->
    [none] { $crew ->
        [none] On it: nobody leads yet
       *[other] On it: nobody leads yet; { $crew }
    }
   *[other] { $crew ->
        [none] On it: lead { $lead }, liaison { $liaison }
       *[other] On it: lead { $lead }, liaison { $liaison }; { $crew }
    }
 }
inside-next = { $due ->
    [none] Next report: when something changes
   *[other] Next report: about { $due }
 }
inside-whom = { $name ->
    [none] Questions: there is no liaison yet (please not in the thread)
   *[other] Questions: { $name }, not the thread
 }
inside-recovered = { $customer ->
    [none] [Recovered] { inside-recovered-what }
   *[other] [Recovered] { $customer } ({ $ticket }): { inside-recovered-what }
 }
inside-recovered-what = { $confirmed_by ->
    [none] { $extent ->
        [none] recovered since { $since }. The customer is still to confirm.
       *[other] recovered since { $since } ({ $extent }). The customer is still to confirm.
    }
   *[other] { $extent ->
        [none] recovered since { $since } (confirmed by { $confirmed_by }).
       *[other] recovered since { $since } ({ $extent }, confirmed by { $confirmed_by }).
    }
 }
inside-watching = Monitoring until { $until }.
inside-owed = { $name ->
    [none] Report due { $due }.
   *[other] Report due { $due } ({ $name }).
 }
inside-thanks = Thank you, everyone.
form-report = Report inside
field-report = Report (please read it, and change what is wrong)
field-report-hint = Known, not known, what we ask
field-report-error = Please write the report.
submit-report = Send
press-form-report = Report inside
reported-ok = { $told ->
    [none] { $at ->
        [none] The report is in the thread.
       *[other] The report is kept. The wide channel gets it at { $at }.
    }
   *[other] { $at ->
        [none] Report sent to { $told }.
       *[other] Report sent to { $told }. The wide channel gets it at { $at }.
    }
 }
report-long = Please write at most { $n } characters.
event-report_given = { $kind ->
    [recovery] { $person } declared the recovery inside.
   *[status] { $person } gave a report inside.
 }
ping-first-report = There is no report inside yet. A draft is ready.
banner-first-report = { $severity } { $ticket } { customer-of }: no report inside yet
banner-first-report-number = { $severity } { $ticket }: no report inside yet
raised-first-report = Asked for the first report inside
ping-report-inside = { $name ->
    [none] A report inside ({ $severity }, { customer-of }).
   *[other] A report inside by { $name } ({ $severity }, { customer-of }).
 }
banner-report-inside = { $severity } { $ticket } { customer-of }: report inside
banner-report-inside-number = { $severity } { $ticket }: report inside
raised-report-inside = Report inside
ping-recovery-report = Recovery is declared. The report of recovery to the customer is drafted.
banner-recovery-report = { $severity } { $ticket } { customer-of }: the report of recovery is drafted
banner-recovery-report-number = { $severity } { $ticket }: the report of recovery is drafted
raised-recovery-report = Draft of the report of recovery
help-draft = draft
help-draft-text = shows the next letter to the customer, and what to say on the phone
help-report = report inside
help-report-text = drafts the report for supervisors (after recovery: the declaration)

## Roles, handing over, hours, drills

press-form-hand-over = Hand over
press-accept-handover = Accept
press-decline-handover = Can't now
press-withdraw-handover = I'll go on myself
press-step-back = Step back
ping-no-liaison = Nobody talks to the customer at the moment. Can you?
ping-role-back = { $name } no longer talks to { customer-of }. As the lead you do, until somebody else takes that.
ping-hand-over = { $then ->
    [none] { $name } would like to hand this case over to you. Until you accept, it stays with { $name }.
   *[other] { $name } asks you to keep this case until { $then } is there at { $until }. Until you accept, it stays with { $name }.
 }
ping-handover-silent = { $next ->
    [none] { $receiver } has not answered the hand-over from { $name } yet. Everything stays with { $name }.
   *[other] { $receiver } has not answered the hand-over from { $name } yet. The update of { $next } stays with { $name }.
 }
ping-handover-accepted = { $name } has accepted. Thank you; nothing is left with you.
ping-handover-declined = { $text ->
    [none] { $name } can't take over now. Everything stays with you; you can choose someone else.
   *[other] { $name } can't take over now: “{ $text }” Everything stays with you; you can choose someone else.
 }
ping-shift-hint = { $end ->
    [none] The update of { $t } comes after your shift. Would you like to choose who takes over?
   *[other] The update of { $t } comes after your shift, which ends at { $end }. Would you like to choose who takes over?
 }
ping-rest-hint = You have been on this for { $span }. Hand over if you like; nothing is lost.
banner-no-liaison = { $severity } { $ticket }, { customer-of }: nobody talks to the customer. Can you?
banner-no-liaison-number = { $severity } { $ticket }: nobody talks to the customer. Can you?
banner-role-back = { $severity } { $ticket }, { customer-of }: you talk to the customer now
banner-role-back-number = { $severity } { $ticket }: you talk to the customer now
banner-hand-over = { $severity } { $ticket }, { customer-of }: { $name } hands over to you
banner-hand-over-number = { $severity } { $ticket }: a case is to be handed over to you
banner-handover-silent = { $severity } { $ticket }, { customer-of }: no answer to the hand-over yet
banner-handover-silent-number = { $severity } { $ticket }: no answer to the hand-over yet
banner-handover-accepted = { $severity } { $ticket }, { customer-of }: { $name } has accepted
banner-handover-accepted-number = { $severity } { $ticket }: the hand-over is accepted
banner-handover-declined = { $severity } { $ticket }, { customer-of }: { $name } can't take over now
banner-handover-declined-number = { $severity } { $ticket }: the hand-over was not accepted
banner-shift-hint = { $severity } { $ticket }, { customer-of }: the { $t } update is after your shift
banner-shift-hint-number = { $severity } { $ticket }: the { $t } update is after your shift
banner-rest-hint = { $severity } { $ticket }, { customer-of }: { $span } on this case
banner-rest-hint-number = { $severity } { $ticket }: { $span } on this case
raised-no-liaison = Asked for someone to talk to the customer
raised-role-back = Told the lead that the customer is theirs
raised-hand-over = Hand-over packet sent
raised-handover-silent = Said that a hand-over has no answer yet
raised-handover-accepted = Said that a hand-over was accepted
raised-handover-declined = Said that a hand-over was not accepted
raised-shift-hint = Pointed out the end of a shift
raised-rest-hint = Pointed out long hours
settled-liaison = { $name } talks to the customer.
stepped-back = { $name ->
    [none] { $due ->
        [none] You have stepped back, and the next person on duty is asked.
       *[other] You have stepped back, and the next person on duty is asked. Until somebody takes it, the update of { $due } stays with you.
    }
   *[other] You have stepped back. { $name } talks to the customer now.
 }
no-role = You are neither lead nor liaison of this case.
handover-offered = { $then ->
    [none] { $due ->
        [none] { $name } has been asked. Until { $name } accepts, everything stays with you.
       *[other] { $name } has been asked. Until { $name } accepts, the update of { $due } stays with you.
    }
   *[other] { $name } has been asked to keep it until { $then } is there at { $at }. Until { $name } accepts, everything stays with you.
 }
handover-planned = { $name } will be asked at { $at }. Until { $name } accepts, everything stays with you.
handover-accepted = { $then ->
    [none] You have taken over from { $name }. Thank you.
   *[other] You have it from { $name } now. At { $at } I'll ask { $then } to take over from you. Thank you.
 }
handover-declined = { $name } has been told. Thank you for the answer.
handover-withdrawn = Nothing is handed over. Everything stays as it is.
handover-gone = No hand-over waits here for you.
answer-word = { $word ->
    [accept] accept
    [coming] coming
   *[other] can't now
 }
answer-which = { $tickets ->
    [none] Which case? Please press on the message that you mean, or add the ticket number: “{ answer-word } 2611240012”.
   *[other] Waiting for your answer: { $tickets }. Please press on the one that you mean, or add its number: “{ answer-word } 2611240012”.
 }
handover-empty = You hold nothing in this case, so there is nothing to hand over.
handover-self = That is you. Please choose someone else.
handover-bridge = Somebody in between needs a time at which the receiver is there, and must be someone else than the receiver.
handover-limit = { $n } hand-overs are waiting already. Please wait for their answers.
drill-stays = This is a drill: managers and supervisors are not called.
event-stepped_back = { $heir ->
    [none] { stepped-back-what }
   *[other] { stepped-back-what }; { $heir } talks to the customer
 }
stepped-back-what = { $lead ->
    [yes] { $liaison ->
        [yes] { $person } no longer leads or talks to the customer
       *[no] { $person } no longer leads
    }
   *[no] { $person } no longer talks to the customer
 }
event-handover_offered = { $then ->
    [none] Hand-over offered: { $giver } to { $receiver }{ handed-over-lines }
   *[other] Hand-over offered: { $giver } to { $receiver }, and to { $then } from { $then_at }{ handed-over-lines }
 }
handed-over-lines = { $untold ->
    [none] {""}
   *[other] {". Not told yet: "}{ $untold }
 }{ $mood ->
    [none] {""}
   *[other] {". How the customer is: "}{ $mood }
 }{ $reach ->
    [none] {""}
   *[other] {". Contact: "}{ $reach }
 }{ $other ->
    [none] {""}
   *[other] {". Also: "}{ $other }
 }
event-handover_accepted = { $receiver } has taken over from { $giver }: { handed-over-what }
handed-over-what = { $areas ->
    [none] { handed-over-roles }
   *[other] { handed-over-roles }, { $areas }
 }
handed-over-roles = { $lead ->
    [yes] { $liaison ->
        [yes] lead, liaison
       *[no] lead
    }
   *[no] { $liaison ->
        [yes] liaison
       *[no] what was held
    }
 }
event-handover_declined = { $reason ->
    [none] { $person } can't take over from { $giver } now
   *[other] { $person } can't take over from { $giver } now: { $reason }
 }
event-handover_withdrawn = No hand-over from { $giver } to { $receiver }
packet-roles = You will be { $lead ->
    [yes] { $liaison ->
        [yes] lead, and talk to the customer.
       *[no] lead.
    }
   *[no] talking to the customer.
 }
packet-promise = Promised: { $told ->
    [none] { packet-promise-what }
    [yes] { packet-promise-what } (told to the customer)
   *[no] { packet-promise-what } (our own target)
 }
packet-promise-what = { $to ->
    [none] { $kind } by { $t }
   *[other] { $kind } to { $to } by { $t }
 }
packet-last = { $text ->
    [none] Last words to the customer: { $t }, { $how }
   *[other] Last words to the customer ({ $t }, { $how }): “{ $text }”
 }
packet-last-none = The customer has not heard from us yet.
packet-correct = Told, and no longer true: { $area } was “{ $was }”, and is “{ $state }”.
packet-untold = Not told yet: { $text }
packet-mood = How the customer is: { $text }
packet-reach = Contact: { $text }
packet-other = Also: { $text }
packet-impact = Impact: { $text }
packet-deadline = Customer's deadline: { $t }
packet-area = { $text ->
    [none] Yours: { $area } ({ $state })
   *[other] Yours: { $area } ({ $state }): { $text }
 }
packet-known = { $text ->
    [none] { $area }: { $state }
   *[other] { $area }: { $state } ({ $text })
 }
packet-free = Nobody yet: { $areas }
packet-waiting = Waiting for { $whom } on { $area } until { $t }
packet-action = { $until ->
    [none] Next action: { $text }
   *[other] Next action: { $text }, by { $until }
 }
form-hand-over = Hand over
field-receiver = To whom
field-receiver-hint = Choose a person
field-receiver-error = Please choose to whom.
field-mood = How the customer is
field-mood-hint = Tone, wishes, worries
field-untold = What has not been told yet
field-untold-hint = What we know and the customer does not
field-reach = How to reach them
field-reach-hint = Name, phone, what works best
field-other = Anything else
field-other-hint = What you would tell them in person
field-there_at = They are there at
field-there_at-hint = Empty: now. For example 7:00
field-bridge = Who keeps it until then
choice-me_until = I do
submit-hand_over = Hand over
help-hand-over = hand over @name
help-hand-over-text = hands over everything that you hold
hours-title = Time on cases
hours-mine = { $ticket ->
    [none] { $customer }: { $span }
   *[other] { $customer } | { $ticket }: { $span }
 }
hours-person = { $since ->
    [none] { $name }: { $span }
   *[other] { $name }: { $span }, without a break since { $since }
 }
hours-none = You hold nothing at the moment.
hours-nobody = Nobody has held anything in this case.
hours-private = I tell hours in a private chat only. Please write “hours” to me there.
hours-manager = The hours of others are told to managers only. Your own: “hours”.
drill-begun = The drill has begun in a thread of this channel. Nobody outside is told.
drill-title = Shop tills cannot log in
drill-customer = Sample Store
drill-impact = 12 shops cannot open (made up)
card-replaces = This card takes the place of one that could not be updated any more.

# Follow-ups: what is to be done afterwards
follow-up-added = { $name ->
    [none] Follow-up kept: { $text }. Reminder { $due }.
   *[other] Follow-up kept for { $name }: { $text }. Reminder { $due }.
}
follow-up-moved = I will remind you of “{ $text }” again { $due }.
follow-up-done = Done: { $text }. Thank you.
follow-up-gone = This follow-up is no longer open.
follow-up-limit = { $n } follow-ups are open. Finish one first, or keep the others in your tracker.
follow-up-which = Which one is done? Please write its number: done 1
event-follow_up_added = Follow-up for { $owner }: { $text }, reminder { $due }
event-follow_up_moved = Follow-up moved to { $due }: { $text }
event-follow_up_done = Follow-up done: { $text } ({ $person })
ping-follow-up = { $late ->
    [none] Follow-up of this case: { $text }
   *[other] Still open since { $late }, { $name } has it: { $text }
}
banner-follow-up = { $severity } { $ticket }, { customer-of }: follow-up
banner-follow-up-number = { $severity } { $ticket }: follow-up
raised-follow-up = Reminded of a follow-up
settled-follow-up = Done or moved.
press-form-follow-up = Add a follow-up
press-form-follow-done = Follow-up done
press-finish-follow-up = Done
press-move-follow-up = In a week
press-export = Export
form-follow-up = Follow-up
form-follow-done = Follow-up done
field-follow_up = What is to be done
field-follow_up-hint = For example: alert on DNS forwarder changes
field-follow_up-error = Please write what is to be done.
field-follow_new = Follow-up, if there is one
field-follow_new-hint = What should be done so that it does not come back
field-follow_due = Reminder on
field-follow_due-hint = Empty: in a week. For example 11/30, Monday
field-which_follow_up = Which one
field-which_follow_up-hint = Choose a follow-up
field-which_follow_up-error = Please choose the follow-up that is done.
submit-follow_up = Keep
submit-follow_done = Done
card-follow-ups = Follow-ups
card-follow-up = { $text } ({ $name }, { $due })
choice-follow-up = { $text } ({ $name })
list-follow-ups = Follow-ups that are yours
list-follow-up = { $ticket } | { $text }
list-follow-up-due = Reminder { $due }
help-follow-up = follow-up … by 11/30
help-follow-up-text = keeps what is to be done, with its owner, until it is done
help-export = export
help-export-text = gives you the timeline as a file, also one for the customer

# Exports
export-title = Timeline to download
export-inside = For us: everything, with evidence and names
export-safe = For the customer: only what they were told, promises and recovery
export-xlsx = Excel
export-md = Markdown
export-until = These links are for you alone, until { $t }.
export-sent = I have sent it to you in our private chat.
export-alone = I send files in a private chat only. Please write to me there: export and the ticket number.
export-long = That was the beginning; the whole story is too long for messages. Ask whoever runs me for: swarmbot timeline.
