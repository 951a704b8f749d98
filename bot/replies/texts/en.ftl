### The texts in English: what everybody reads. What only operators read is in Finnish.

## Answer

national-heading = Nationally
regional-heading = Regionally
who-national = { $nature ->
        [proposal] Proposed nationally: { $objects }.
        [decision] Responsible nationally by decision: { $actors }.
        [law] Responsible nationally by law: { $actors }.
        [report] Responsible nationally according to the report: { $actors }.
       *[other] Responsible nationally: { $actors }.
    }
who-regional = { $nature ->
        [proposal] Proposed regionally: { $objects }.
        [decision] Responsible regionally by decision: { $actors }.
        [law] Responsible regionally by law: { $actors }.
        [report] Responsible regionally according to the report: { $actors }.
       *[other] Responsible regionally: { $actors }.
    }
tasks-national = { $nature ->
        [proposal] Proposed national tasks:
        [decision] National tasks by decision:
        [law] National tasks by law:
        [report] National tasks according to the report:
       *[other] National tasks:
    }
tasks-regional = { $nature ->
        [proposal] Proposed regional tasks:
        [decision] Regional tasks by decision:
        [law] Regional tasks by law:
        [report] Regional tasks according to the report:
       *[other] Regional tasks:
    }
task = { $nature ->
        [proposal] Proposed task: { $task }.
        [decision] Task by decision: { $task }.
        [law] Task by law: { $task }.
        [report] Task according to the report: { $task }.
       *[other] Task: { $task }.
    }
task-also = These measures have the same task as well:
tasks-others-national = Other national tasks:
tasks-others-regional = Other regional tasks:
quotation = The regions' answers said: “{ $quotation }”.
measure-wording-one = { $label }: { $measure }.
measure-wording-many = { $label }:
measure-label = The measure
measures-label = The measures
abbreviations = Abbreviations:
abbreviation = { $short }: { $words }
ended-one = { $actors } ended on { DATE($date) }
ended-many = { $actors } ended on { DATE($date) }
ended-also = { $actors } on { DATE($date) }
ended-unknown = I do not know for sure who does this now.
changed-also = Changes also: { $actors }.
changed = Changes: { $actors }.
changed-since = Changes since { $year }: { $actors }.
checked = Checked { DATE($date) }.
cited = Source: { $where }, { DATE($date) }.
cited-translated = Unofficial translation.
untranslated = In Finnish, since there is no translation.
place-of = { $place } of { $of }
place-in = { $title }, { $place }
nature-proposal = proposal of { $year }, not a decision.
nature-decision = decision of { $year }.
nature-law = law of { $year }.
nature-report = report of { $year }, not a decision.
binding-proposal = proposal, not a decision.
binding-decision = decision.
binding-law = law.
binding-report = report, not a decision.
public-source = Source: { $title }, checked { DATE($checked) }.
slide-one = slide { $numbers }
slide-many = slides { $numbers }
page-one = page { $numbers }
page-many = pages { $numbers }
chapter-one = chapter { $numbers }
chapter-many = chapters { $numbers }
section-one = section { $numbers }
section-many = sections { $numbers }
and = and
or = or
and-also = and
same-national = { $nature ->
        [proposal] Proposed nationally for all: { $objects }.
        [decision] By decision the same bodies are responsible nationally for all: { $actors }.
        [law] By law the same bodies are responsible nationally for all: { $actors }.
        [report] According to the report the same bodies are responsible nationally for all: { $actors }.
        [mixed] The same bodies are responsible nationally for all: { $actors }. The sources bind in different ways.
       *[other] The same bodies are responsible nationally for all: { $actors }.
    }

## Theme, goal and actor

of-measure = Measure: { $title }
of-theme = Theme: { $title }
theme-measures = Measures of the theme ({ $count }):
theme-regional = { $nature ->
        [proposal] Measures of the theme, and who was proposed regionally ({ $count }):
        [decision] Measures of the theme, and who is responsible regionally by decision ({ $count }):
        [law] Measures of the theme, and who is responsible regionally by law ({ $count }):
        [report] Measures of the theme, and who is responsible regionally according to the report ({ $count }):
       *[other] Measures of the theme, and who is responsible regionally ({ $count }):
    }
goal-measures = Measures of the goal ({ $count }):
goal-regional = { $nature ->
        [proposal] Measures of the goal, and who was proposed regionally ({ $count }):
        [decision] Measures of the goal, and who is responsible regionally by decision ({ $count }):
        [law] Measures of the goal, and who is responsible regionally by law ({ $count }):
        [report] Measures of the goal, and who is responsible regionally according to the report ({ $count }):
       *[other] Measures of the goal, and who is responsible regionally ({ $count }):
    }
overview-themes = Number of themes: { $themes }. Number of measures: { $measures }.
theme-counted = { $title }: { $count ->
        [0] no measures
        [one] one measure
       *[other] { $count } measures
    }
in-all = { $count ->
        [one] the only measure.
       *[other] all { $count } measures.
    }
in-some = { $count ->
        [one] one measure:
       *[other] { $count } measures:
    }
actor-national = { $nature ->
        [proposal] { $object }: proposed nationally for { $where }
        [decision] { $object }: named in the decision nationally for { $where }
        [law] { $object }: named in the law nationally for { $where }
        [report] { $object }: named in the report nationally for { $where }
       *[other] { $object }: named nationally for { $where }
    }
actor-regional = { $nature ->
        [proposal] { $object }: proposed regionally for { $where }
        [decision] { $object }: named in the decision regionally for { $where }
        [law] { $object }: named in the law regionally for { $where }
        [report] { $object }: named in the report regionally for { $where }
       *[other] { $object }: named regionally for { $where }
    }
actor-none-national = { $nature ->
        [proposal] { $object }: proposed nationally for no measure.
        [decision] { $object }: named in the decision nationally for no measure.
        [law] { $object }: named in the law nationally for no measure.
        [report] { $object }: named in the report nationally for no measure.
       *[other] { $object }: named nationally for no measure.
    }
actor-none-regional = { $nature ->
        [proposal] { $object }: proposed regionally for no measure.
        [decision] { $object }: named in the decision regionally for no measure.
        [law] { $object }: named in the law regionally for no measure.
        [report] { $object }: named in the report regionally for no measure.
       *[other] { $object }: named regionally for no measure.
    }
of-goal = Goal: { $title }
actor-coordinates-none = This actor is named as coordinator of no measure.
measure-in-place = { $title } ({ $place })

## A computed answer: yes or no, a list, a number, a comparison

verb = { $nature ->
        [proposal] proposed
       *[other] named
    }
verb-not = { $nature ->
        [proposal] not proposed
       *[other] not named
    }
line-quoted = The source says: “{ $line }”.
role-together = { $nature ->
        [proposal] The tasks were proposed for those responsible on the level together, not for each:
       *[other] The tasks are shared by those responsible on the level:
    }
untold = The source does not tell this.
untold-told = The source tells who was { $verb } as responsible, and for which tasks: { $title }.
untold-else = The source tells other things of this: { $title }.
denied = I am not sure what the “not” or “except” in your question is about.
denied-try = Ask for example: “Who is not in the measure { $title }?”
said-yes = Yes.
said-no = No.
national-proposed = { $verb } nationally: { $actors }.
regional-proposed = { $verb } regionally: { $actors }.
has-coordinators = { $title }: { $actors }
fact-task-national = It was { $verb } as a national task: “{ $task }”.
fact-task-regional = It was { $verb } as a regional task: “{ $task }”.
fact-in = { $title }: { $verb } { $level }were { $actors }.
fact-not-in = { $title }: { $not } { $level }were { $actors }.
fact-some-in = { $title }: { $verb } { $level }were { $actors }, but not { $absent }.
fact-every = For all { $all } measures, { $actors } were { $verb } { $level }.
fact-many = { $count ->
    [one] For one measure only, { $actors } were { $verb } { $level }.
   *[other] For { $count } of { $all } measures, { $actors } were { $verb } { $level }.
}
not-in-these = Not for these:
fact-none = For no measure were { $actors } { $verb } { $level }.
fact-without = { $count ->
    [0] There is no measure for which { $actors } were { $not } { $level }.
    [one] For one measure, { $actors } were { $not } { $level }.
   *[other] For { $count } measures, { $actors } were { $not } { $level }.
}
fact-vary = Those { $verb } { $level }vary from measure to measure.
fact-same = For all { $count } measures the same bodies were { $verb } { $level }.
fact-such = { $count ->
    [0] There is no such measure.
    [one] There is one such measure.
   *[other] There are { $count } such measures.
}
fact-both-levels = { $actors ->
    [0] Nobody was { $verb } on both levels.
   *[other] { $verb } on both levels:
}
elsewhere = { $count ->
    [one] { $verb } for one measure only ({ $actors }): { $titles }.
    [2] { $verb } for the measures { $titles } ({ $actors }).
   *[other] { $verb } for { $count } other measures ({ $actors }).
}
elsewhere-none = { $actors }: { $not } for any measure.
usual = Usually { $verb }: { $actors }.
list-tasks = { $where ->
    [in] { $title }: { $verb } tasks { $level }{ $count }.
   *[all] { $verb } tasks { $level }{ $count }.
}
list-themes = Themes: { $count }
fact-theme = The measure “{ $title }” is of the theme “{ $theme }”.
fact-themes = { $count ->
    [0] { $actors } were { $verb } { $level }for measures of no theme.
    [one] { $actors } were { $verb } { $level }for measures of one theme only. There are { $all } themes.
   *[other] { $actors } were { $verb } { $level }for measures of { $count } themes. There are { $all } themes.
}
list-themes-such = { $count ->
    [0] No theme has that many measures.
   *[other] These themes have that many measures ({ $count }):
}
list-themes-most = { $count ->
    [one] This theme has the most measures:
   *[other] These themes have the most measures ({ $count }):
}
list-themes-fewest = { $count ->
    [one] This theme has the fewest measures:
   *[other] These themes have the fewest measures ({ $count }):
}
list-themes-with = { $count ->
    [0] For the measures of no theme were { $actors } { $verb } { $level }.
   *[other] { $actors } were { $verb } { $level }for measures of these themes ({ $count }):
}
list-themes-without = { $count ->
    [0] { $absent } were { $verb } { $level }for measures of every theme (0 left).
   *[other] { $absent } were not { $verb } { $level }for any measure of these themes ({ $count }):
}
list-themes-but = { $count ->
    [0] There is no theme for whose measures { $actors } were { $verb } { $level }but not { $absent }.
   *[other] { $actors }, but not { $absent }, were { $verb } { $level }for measures of these themes ({ $count }):
}
list-goals = Goals: { $count }
list-measures = { $where ->
    [in] { $title }: measures { $count }.
   *[all] Measures: { $count }
}
list-measures-with = { $count ->
    [0] For no measure were { $actors } { $verb } { $level }.
    [one] For one measure (1), { $actors } were { $verb } { $level }:
   *[other] For { $count } measures, { $actors } were { $verb } { $level }:
}
list-measures-without = { $count ->
    [0] There is no measure for which { $absent } were { $not } { $level }.
    [one] For one measure (1), { $absent } were { $not } { $level }:
   *[other] For { $count } measures, { $absent } were { $not } { $level }:
}
list-measures-but = { $count ->
    [0] There is no measure with { $level }{ $actors } but not { $absent }.
    [one] For one measure (1), { $actors } but not { $absent } were { $verb } { $level }:
   *[other] For { $count } measures, { $actors } but not { $absent } were { $verb } { $level }:
}
list-measures-most = Most { $tasks ->
    [true] tasks
   *[false] bodies
    } { $level }({ $count }):
list-measures-fewest = Fewest { $tasks ->
    [true] tasks
   *[false] bodies
    } { $level }({ $count }):
list-measures-such = { $count ->
    [0] There is no such measure.
    [one] There is one such measure:
   *[other] There are { $count } such measures:
}
list-measures-differing = { $count ->
    [0] Those { $verb } differ in no measure.
    [one] Those { $verb } differ in one measure:
   *[other] Those { $verb } differ in { $count } measures:
}
list-actors-some = { $where ->
    [in] { $title }: bodies { $verb } { $level }({ $count }):
   *[all] Bodies { $verb } { $level }({ $count }):
}
named-body = { $name }
named-bodies = { $name }
list-actors-only = { $count ->
    [0] Nobody was { $verb } { $level }for this alone: { $title }.
   *[other] For this alone, these were { $verb } { $level }({ $count }): { $title }.
}
list-actors-beside = { $count ->
    [0] All who were { $verb } { $level }for { $title } were { $verb } for { $other } as well (0 others).
   *[other] For { $title }, but not for { $other }, these were { $verb } { $level }({ $count }):
}
list-actors-others = { $where ->
    [in] { $title }: { $count } other bodies were { $verb } { $level }:
   *[all] Other bodies { $verb } { $level }: { $count }
}
list-actors-every = { $count ->
    [0] Nobody was { $verb } { $level }for all of these measures.
   *[other] For all of these measures ({ $all }), these were { $verb } { $level }({ $count }):
}
list-actors-nearly = { $count ->
    [0] Nobody was { $verb } { $level }for nearly all measures.
   *[other] For nearly all measures, these were { $verb } { $level }({ $count }):
}
list-actors-most = { $verb } { $level }for most measures ({ $count }):
list-actors-fewest = { $verb } { $level }for fewest measures ({ $count }):
list-actors-one = { $count ->
    [0] Nobody was { $verb } { $level }for one measure only.
   *[other] { $verb } { $level }for one measure only ({ $count }):
}
list-actors-none = { $count ->
    [0] { $where ->
        [in] All who are named for other measures (0 missing) were { $verb } { $level }here too: { $title }.
       *[all] All who are named were { $verb } { $level }for one measure at least (0 missing).
    }
   *[other] { $where ->
        [in] { $title }: { $not } { $level }here, but for other measures ({ $count }):
       *[all] { $not } { $level }for any measure ({ $count }):
    }
}
compare-actors-sets = { $same ->
    [true] No difference: all were { $verb } for the same measures.
   *[false] They differ in the measures they were { $verb } for:
}
compare-actors-count = { $same ->
    [true] No difference: both were { $verb } for as many measures.
   *[false] They differ in the number of measures:
}
compare-measures-sets = { $same ->
    [true] No difference: the same bodies were { $verb }.
   *[false] Those { $verb } differ:
}
compare-measures-count = { $same ->
    [true] No difference: as many { $counted ->
        [tasks] tasks.
        [measures] measures.
       *[other] bodies.
    }
   *[false] The numbers differ:
}
compare-levels-sets = { $same ->
    [true] No difference: the same bodies were { $verb } on both levels.
   *[false] Different bodies were { $verb } on the levels:
}
compare-levels-count = { $same ->
    [true] No difference: as many on both levels.
   *[false] The numbers differ:
}
measures-number = { $count ->
    [one] one measure
   *[other] { $count } measures
}
tasks-number = { $count ->
    [one] one task
   *[other] { $count } tasks
}
share-every = { $actor }: all measures ({ $count })
share-none = { $actor }: no measures
share-but = { $actor }: { $count } measures, all but { $titles }
share-in = { $actor }: { $count ->
    [one] one measure, { $titles }
   *[other] { $count } measures: { $titles }
}

## Buttons

show-national = Nationally
show-regional = Regionally
show-both = Both levels
more = More …
open-theme = Open a theme …
open-goal = Open a goal …
open-measure = Open a measure …
open-actor = Open an actor …
open-region = Open a region …
open-topic = Open a topic …
open-term = Open a word …
show-changes = What has changed?
show-source = Source
share = Share
back-to-answer = Back to the answer
back = Back
page-on = Next
page-back = Previous
feedback-helped = 👍
feedback-not-helped = 👎
feedback-wrong-topic = Wrong topic
feedback-incomplete = Incomplete
feedback-outdated = Out of date
feedback-other = Other
feedback-thanks = Thank you for the feedback!
feedback-reason = Thank you. What was wrong?
feedback-known = This feedback has been noted already.
feedback-which = Thank you. Which of these would have been right?
erase = Delete my question
erase-done = The words of your question have been deleted.
erase-other = Only the person who asked can delete the question.
erase-all = { $count ->
    [0] I remember no questions of yours, so there is nothing to delete. I remember them for a day at most and forget them when I am restarted. If you remember what your question said, the administrators can delete it: send a request with the command /palaute.
    [one] The words of your question have been deleted. The message itself stays in Telegram until you delete it there.
   *[other] The words of { $count } of your questions have been deleted. The messages themselves stay in Telegram until you delete them there.
}
erase-late = The question cannot be deleted right now. Please try again in a while.

## Easy to read

show-plain = In easy English
plain-none = There is no easy-to-read text about this.

## What has changed

changes-heading = What has changed?
changes-none = No changes are known.

## One's own region

own-area-which = My region
own-area-heading = Which region is yours?
own-area-choose = Choose a region.
own-area-other = Choose another region
own-area = Your region is { $area }. { $authority }
area-centre = Its authority is now { $centre }.
area-office = Its authority is { $office }.
area-unsure = I cannot confirm its present economic development centre.
area-said = What is said of the region:
area-not-said = My content does not mention this region.
area-untold = my content says nothing about this region.
area-more = { $area }: the whole answer
area-remembered = I remember your region during this conversation, for half an hour at most.

## Lists

list-of-theme = Themes
list-of-actor = Actors
list-of-term = Glossary
list-choose = Choose one.
list-page = Page { $number }/{ $count }

## Picture and table

picture-title = { $nature ->
        [proposal] Who was proposed for what?
        [decision] Who is responsible for what by decision?
        [law] Who is responsible for what by law?
        [report] Who is responsible for what according to the report?
       *[other] Who is responsible for what?
    }
picture-subtitle = Measures
picture-button = Picture
chart-all = { $nature ->
        [proposal] { $level } proposed for all { $count } measures
        [decision] { $level } by decision for all { $count } measures
        [law] { $level } by law for all { $count } measures
        [report] { $level } according to the report for all { $count } measures
       *[other] { $level } for all { $count } measures
    }
chart-most = { $nature ->
        [proposal] { $level } proposed for { $count } measures
        [decision] { $level } by decision for { $count } measures
        [law] { $level } by law for { $count } measures
        [report] { $level } according to the report for { $count } measures
       *[other] { $level } for { $count } measures
    }
chart-nature = { $nature ->
        [proposal] Proposed
        [decision] By decision
        [law] By law
        [report] According to the report
        [mixed] According to several sources
       *[other] According to a public page
    }
chart-apart = { $count ->
        [one] Different in one measure
       *[other] Different in { $count } measures
    }
chart-signs = + in addition, − not among them
chart-missing = not among them: { $actors }
chart-checked = Changes checked { DATE($day) }.
table-file = responsible
table-theme = Theme
table-measure = Measure
table-level = Level
table-actors = Responsible bodies
table-tasks = Tasks
table-place = Place
table-source = Source
table-changed = What has changed
table-others = Others
table-absent = not among them
table-csv = A table for Excel: measures, levels, responsible bodies, tasks, sources and changes.
table-pdf = The responsible bodies at a glance, to attach to a memo.

## Source

sources-heading = Where this comes from (names of pages are in Finnish)
source-says = The lines of the source
source-document = { $title }, { $publisher }, { DATE($date) } (in Finnish)
source-public = { $title }, checked { DATE($checked) }: { $url }

## A choice

clarify-heading = What did you mean?
choice-none = None of these
none-of-these = Then I found no answer. I have noted it, so that the content can be improved.
ask-one-more = This answers your first question. The others are on the buttons.
read-in-part = I read only the beginning of your message. Ask briefly if the answer missed the point.
read-one-of = I found an answer to one of your questions: “{ $question }”. Ask the other one by itself, in other words.
clarify-regional-differs = Regionally they differ from measure to measure.
clarify-which = What would you like to know more about?
task-shared-national = { $nature ->
        [proposal] Proposed as a national task in { $count } measures: { $task }.
        [decision] National task by decision in { $count } measures: { $task }.
        [law] National task by law in { $count } measures: { $task }.
        [report] National task according to the report in { $count } measures: { $task }.
       *[other] National task in { $count } measures: { $task }.
    }
task-shared-regional = { $nature ->
        [proposal] Proposed as a regional task in { $count } measures: { $task }.
        [decision] Regional task by decision in { $count } measures: { $task }.
        [law] Regional task by law in { $count } measures: { $task }.
        [report] Regional task according to the report in { $count } measures: { $task }.
       *[other] Regional task in { $count } measures: { $task }.
    }

## No answer

none-said = I found no answer.
none-read = I found no answer. I read the words: { $words }.
none-perhaps-one = Could this help?
none-perhaps-two = Could one of these two help?
none-area = { $area }: { $said }
none-known = I know only what my content tells.
none-try = Try to ask about one thing at a time.
show-overview = Themes and measures
aged = This is no longer here. Ask again, and I will look again.

## Small talk

talk-greeting = Hello! Ask me about what my content tells.
talk-thanks = You are welcome! Ask more whenever you like.
talk-fine = Good. Ask more whenever you like.
talk-feeling = Go on whenever you want to know more.
talk-complaint = I am sorry. If the answer was wrong, tell me what was wrong with it.
talk-like = Thank you! I noted that the answer helped.
talk-dislike = I am sorry. What was wrong with the answer?
talk-goodbye = Goodbye! I am here when you need me.
talk-who-are-you = I am a bot. I tell what my content says and where it comes from. I am not a human, and I do not make answers up.

## Keeper

keeper = The bot is kept by { $name }.
keeper-contact = Contact: { $contact }.
keeper-untold = The content of the bot does not name its keeper.

## Distress

distress-here = This needs a human being, and help is there now. I am only a bot.
distress-danger = If somebody's life is in danger, call { $number }.
distress-line = Otherwise call the MIELI Crisis Helpline: { $en } in English, though it is not always open. In Finnish { $fi }, in Swedish { $sv }.
distress-other = You can call about somebody else as well. Do not leave them alone.
distress-kept = I do not store the words of your message.

## Start and help (Telegram)

start-greeting = Hello!
start-what = I answer questions about what my content tells, and say where it comes from.
start-automaton = I am a bot. I store questions without names: /tietosuoja
start-try = Write in your own words or try:
start-write = Write a question in your own words.
help-heading = How to ask
help-what = Write in your own words what you want to know. You can ask for one level only: add “nationally” or “regionally”.
help-examples = Examples:
help-buttons = The buttons under an answer change the level and take feedback. More … brings the source and the other buttons.
help-commands = Commands:
inline-none = I found no answer. Ask the bot
help-inline = In other chats: write { $name } and your question, and you can send the answer there.
ask-how = Write your question in the same message: { $name } or /kysy and your question.
ask-reply = If somebody has asked already, reply to their message with nothing but { $name } or /kysy, and I will answer it.
group-how = Ask like this: { $name } or /kysy and your question. I do not answer other messages. What I store: /tietosuoja.
ask-in-private = This command works in a private chat only: { $link }
not-text = I can read only text. Write your question, and I will look for the answer.
privacy-heading = Privacy
privacy-controller = Controller: { $controller }.
privacy-controller-none = The controller has not been named in the settings of this bot.
privacy-contact = Questions and requests to delete: { $contact }.
privacy-comment = Questions and requests to delete: send them to the administrators with /palaute, and say how to reach you.
privacy-basis-public-task = I process data to answer your question and so that the content can be improved. The legal basis is a task carried out in the public interest (Article 6(1)(e) of the GDPR).
privacy-basis-legitimate-interest = I process data to answer your question and so that the content can be improved. The legal basis is the legitimate interest of the controller (Article 6(1)(f) of the GDPR).
privacy-stored = I store the text of the question, the time, the topic and certainty of the answer, and the feedback given by buttons or thumbs. If I notice that a message speaks of suicide or self-harm, I do not store its words.
privacy-masked = I do not store your name, your user id or the id of the chat. Personal identity codes, phone numbers, e-mail addresses and other personal data that I recognise are masked before anything is stored.
privacy-number = For three days at most, Telegram's number of the message stays with the question, so that I do not answer one message twice and you can delete your question. After that I cannot tell whose question it was.
privacy-memory = What was said last, your region and your language are remembered for half an hour at most. Which messages I answered and about what I remember for a day at most, so that a conversation can go on from an older message and a thumb finds the right question. I store nothing of this. If an answer has to wait before it can be sent, it and the id of the chat are kept encrypted until then.
privacy-sealed = The texts of questions are encrypted on the disk, and the key is kept elsewhere.
privacy-unsealed = The texts of questions are not encrypted on the disk.
privacy-learned = When an administrator tells what a question meant, I store only the base forms of its words and what they meant. I do not store the text of the question again, and I teach nothing else with it.
privacy-long = The texts of questions are deleted after { $days } days at the latest; the counts stay.
privacy-recipients = Messages pass through Telegram, which processes them on its own terms, also outside the EU. Only the administrators of the bot see the texts of questions.
privacy-rights = You can delete your question yourself: press More … under the answer within a day, then Delete my question. The command /poista deletes all your questions of the last day. An older one is deleted by the administrators when you tell them what it said. You may also ask to see, correct or delete your data, ask to restrict its processing, and object to it.
privacy-complaint = You can complain about the processing to the Data Protection Ombudsman: tietosuoja.fi/en.
comment-ask = Write your feedback as your next message. It goes to the administrators without your name.
comment-how = Write your feedback in the same message as the command: /palaute and your feedback.
comment-leave = Cancel
comment-left = No feedback was sent.
comment-came = Feedback for the bot: { $text }
comment-sent = Thank you! The feedback went to the administrators without your name.
comment-nobody = Feedback cannot be sent now, because the bot has no administrator.
comment-corrected = Corrected feedback for the bot: { $text }
correction-sent = Thank you! The correction went to the administrators without your name.
comment-or-question = Is this feedback or a question? Feedback goes to the administrators, a question I answer myself.
comment-is = Feedback
question-is = A question
your-id = Your Telegram id is { $id }. The operator of the bot needs it to make you an administrator.
language-name = English
language-choose = Which language shall I use with you? I read questions in Finnish, Swedish and English.
language-names = en English englanti englanniksi englannin englantia engelska
language-other = Whoever gave the command chooses here. Choose your own language with /kieli.
language-group-names = group
language-group-set = I will use English in this group until I am restarted. Everybody can still choose their own language with /kieli.
language-group-how = Name the language as well: /kieli group English, /kieli group suomi or /kieli group svenska.
language-group-admin = Only an administrator can choose the language of the group. Choose your own language with /kieli.
language-set = I will use English during this conversation.
level-national = Nationally
level-regional = Regionally
level-both = Nationally and regionally
a-measure = Measure
a-theme = Theme
a-goal = Goal
a-actor = Actor
a-region = Region
a-topic = Topic
a-term = A word explained
a-overview = Overview
ask-bot = Ask the bot
failed = Sorry, something went wrong and I could not answer. Please try again in a moment.
late = Sorry, this answer is late because I was out of service.
flood = You are too fast for me. Wait a minute, then try again.
flood-group = This group is too fast for me. Wait a minute, then try again.
reload-forbidden = This command is for administrators only.

## Commands and introduction (Telegram)

command-kysy = Ask: /kysy and your question
command-tavoitteet = Themes and measures
command-toimijat = { $nature ->
        [proposal] What each actor was proposed for
        [decision] What each actor is responsible for by decision
        [law] What each actor is responsible for by law
        [report] What each actor is responsible for according to the report
       *[other] What each actor is responsible for
    }
command-alueet = Regions and their authorities
command-sanasto = Words explained
command-kuva = { $nature ->
        [proposal] Who was proposed for what, as one picture
        [decision] Who is responsible for what by decision, as one picture
        [law] Who is responsible for what by law, as one picture
        [report] Who is responsible for what according to the report, as one picture
       *[other] Who is responsible for what, as one picture
    }
command-taulukko = { $nature ->
        [proposal] Who was proposed for what, for Excel and as PDF
        [decision] Who is responsible for what by decision, for Excel and as PDF
        [law] Who is responsible for what by law, for Excel and as PDF
        [report] Who is responsible for what according to the report, for Excel and as PDF
       *[other] Who is responsible for what, for Excel and as PDF
    }
command-help = How to ask
command-kieli = Change the language
command-palaute = Send feedback to the administrators
command-poista = Delete your questions of the last day
command-tietosuoja = What is stored
command-id = Your Telegram id
command-reload = Load the content again
command-uusi = Add a new topic
about-short = I answer questions and say where the answers come from.
about = I answer questions about what my content tells, and say where it comes from. Write a question in your own words. I am a bot: if I do not know, I say so.

## Gaps (Telegram, for admins)

gaps-heading = Gaps ({ $count })
gaps-aside-heading = Put aside ({ $count })
gaps-line = { $number }. { $words } – asked { $count } ×, last on { DATE($last) }
gaps-none = There are no gaps.
gaps-doubts = Feedback on answers:
gaps-doubt = { $title }: wrong topic { $wrong } ×, outdated { $outdated } ×
gaps-meant = { $count } people meant: { $title }
unsure-heading = Answered unsurely ({ $count })
unsure-none = No questions were answered unsurely.
unsure-how = These questions found an answer, but it may be about something else:
unsure-heard = { $question } → { $title } (fits { NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) })
unsure-right = The answer was right
unsure-wrong = Open as a gap
gap-accept = Accept: { $title } ({ $count } ×)
gap-join = Join…
gap-split = Take out…
join-heading = Which gap is to be joined with: { $words }?
split-heading = Which wording is to be taken out of: { $words }?
gaps-again = Gaps
gap-asked = Asked { $count } × in { DATE($first) }–{ DATE($last) }, for example:
gap-nearest = Nearest answer: { $title } (fits { NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
gap-extend = The answer is { $title }
gap-elsewhere = Another answer…
gap-begin = New topic
gap-dismiss = Does not belong here
gap-several = several answers
gap-none = does not belong here
gap-later = Later
gap-back = Back to the gap
gap-wordless = These questions give no telling words.
gap-closed = The gap is mended: its questions find an answer now.
gap-left = Wordings that still find no answer: { $count }.
left-line = “{ $question }” – nearest { $first } ({ NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) }), rival { $rival } ({ NUMBER($behind, minimumFractionDigits: 2, maximumFractionDigits: 2) })
left-alone = “{ $question }” – nearest { $first } ({ NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) })
left-nothing = “{ $question }” – nothing is near
gap-taught = Wordings of the gap were confirmed for the new entry: { $count }.
gap-untaught = The wordings of the gap were not confirmed for the new entry, since that would have broken checked answers.
relabelled = Labelled questions that expect this answer now: { $count }.
gap-aside-talk = Put aside: greetings and thanks.
gap-aside-junk = Put aside: no words that make sense.
gap-aside-outside = Put aside: this is not what the content tells of.
elsewhere-heading = What answers the question: { $words }?
elsewhere-how = Choose an answer, browse a list, or write a search word as a message.
elsewhere-found = Choose an answer or write another search word.
elsewhere-nothing = This search found no answers. Write another search word.
kind-measure = Measures
kind-theme = Themes
kind-goal = Goals
kind-actor = Actors
kind-region = Regions
kind-topic = Topics
kind-term = Vocabulary
new-step = New topic: question { $number }/{ $count }
new-title = What is the title?
new-content = What is to be told of it? The answer first, briefly.
new-synonyms = With which other words do people ask for it?
new-sources = Where is it from? Write “{ $example }”, for example, or the address of a web page and after it the name of the page.
new-example = For example: { $example }
new-lines-chat = You may write several, each on a line of its own.
new-words = The words of the gap are added in any case: { $words }
new-check = Then I check what the topic changes. That may take half a minute.
new-skip = Skip
new-stop = Cancel
new-noted = Noted: “{ $said }”
new-said = You answered: “{ $said }”. Write the answer again.
new-again = Let us go on from where we were.
new-passed = That has been answered already. Here is the question that we are at.
new-stopped = All right, no new topic was made.
new-aged = The new topic was left unfinished, and the answers are not in memory any more. Begin again: /uusi
edited = I do not read an edited message. Send the correction as a new message.
unfit-needed = An answer is needed here.
unfit-unseen = The answer has a character that cannot be seen. Write the answer again.
unfit-twice = The same thing is there twice. Write it only once.
unfit-long = The answer is too long. It may have { $most } characters at most.
unfit-form = This answer does not fit.
unfit-source = There is no such source.
words-ask = Write a few telling words in base form as your next message.
reason-ask = Write as your next message why the change is published although it makes answers worse. The reason is recorded, and the change is published at once.
checking = One moment, checking the change.
draft-words = To be added to the answer { $target }
draft-example = Does not belong here: to be added to { $target }
draft-accepted = Taught: { $target }
draft-learned = Of the wordings only the base forms are kept:
draft-alone = Some wordings are learned only as they stand, since otherwise a checked answer would get worse.
draft-addition = New content: { $target }
draft-said = Words: “{ $words }”
draft-closes = Of the wordings of the gap { $answered } get an answer; there are { $count }.
draft-teaches = In the same step wordings of the gap are confirmed for the new entry: { $count }.
draft-breaks = The change is blocked, since it makes these checked answers worse:
draft-publish = Publish
draft-relabel = Publish and mark the questions ({ $count })
draft-force = Publish anyway…
draft-turned = See what changes ({ $count })
draft-own-words = Own words…
draft-select = Choose wordings ({ $count }/{ $all })
select-how = Press a wording that does not belong. Press it again to take it back in.
select-check = Check the chosen ones
select-taken = These are right
draft-own-answers = Change the answers…
task-aged = This is gone. Open the gaps again.
trial-sum = { $asked } questions: fixes { $fixed }, breaks { $broken }, changes { $changed }
trial-unguarded = There are no check questions: nobody notices when a change breaks answers.
trial-fixed = Fixes:
trial-broken = Breaks:
trial-changed = Changes:
turned = “{ $question }” – before: { $before }, now: { $after }
heard-clarify = a choice ({ $titles })
heard-none = no answer
published = Published. The content is version { $version }.
undo-last = Take this back
undo-ask = Take back the last change?
undo-do = Take it back
undo-leave = Leave it
undo-left = Fine, nothing was taken back.
undone = The change was taken back
history-heading = The last changes
history-none = There are no changes.
history-line = { DATE($day) } { $who }: { $what }{ $words }{ $why }
history-why = . Reason: { $why }
audit-words = : “{ $words }”
an-admin = admin
change-words = Wording added to { $target }
change-example = Example added to { $target }
change-accepted = Wordings taught: { $target }
change-learned = These wordings have been learned already.
change-addition = New content: { $target }
change-undo = Change taken back: { $target }
change-reload = Content served although answers got worse
change-relabel = Labelled questions marked as being about: { $target }
change-no-target = There is no { $target }.
change-alike = The wording “{ $words }” is not needed: “{ $phrase }” is there already.
change-answered = The wording “{ $words }” is not needed: { $phrase } answers it already.
change-crowded = { $count } wordings have been added here already. Consider a topic of its own.
change-breaks = The change is not made, since it makes the answer to { $count } checked questions worse.
change-stale = The content has changed since the check. Check the change again.
change-file-taken = The file { $name } exists already. Give the new file another name.
change-unfit = The words may have { $most } characters at most, and each of them must be visible.
change-other = The change is not made, since it would alter more of the content than it should.
change-unloaded = The folder holds changes that are not loaded yet. Load the content again first, then try once more.
change-link = The change is not made, because the file { $file } is a link. Replace the link with a file yourself.
change-unwritable = The content folder cannot be written to: { $reason } ({ $file }).
git-unknown = The change is in force, but it was not committed to git: the file { $file } is not in git yet. Add it yourself.
git-ignored = The change is in force, but it was not committed to git: .gitignore leaves out the file { $file }.
git-overlap = The change is in force, but it was not committed to git: the file { $file } has edits in the same place that are not in git. Commit them yourself.
git-unfinished = The change is in force, but it was not committed to git: a merge or other work in git is unfinished. Finish it, then commit { $file } yourself.
git-detached = The change is in force, but it was not committed to git: no branch is checked out (detached HEAD). Check out a branch, then commit { $file } yourself.
git-locked = The change is in force, but it was not committed to git: another program is using git right now (index.lock). Commit { $file } yourself.
git-refused = The change is in force, but it was not committed to git. Git said: { $reason }
undo-nothing = There is nothing to take back.
undo-gone = Change { $number } cannot be undone: there is no such change, or it has been undone already.
undo-edited = The change cannot be undone, because the file { $file } has been edited since in the same place (line { $line }). Remove the addition from the file yourself and reload the content.
undo-first = The change cannot be undone yet, because the later change { $number } is about the same place. Undo that one first.
reload-breaks = The content is not loaded, since it makes the answer to { $count } checked questions worse:
    { $questions }
no-log = The question log cannot be read: { $reason }.
log-unwritable = The question log cannot be written: { $reason }.
portion = { $percent } %
stats-heading = Figures
stats-plot = Questions by week
stats-plot-up = Questions
stats-plot-across = First day of the week
stats-answered = answered
stats-clarified = clarified
stats-none = no answer
stats-week = Week from { DAY($monday) }: { $asked } questions, answered { $answered }, clarified { $clarified }, no answer { $none }
stats-time = Response time: half under { NUMBER($median, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms, 95 per cent under { NUMBER($slow, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms
stats-helped = Helped: { $share } ({ $count } verdicts)
stats-most = Asked most:
stats-unreached = Entries that nobody has seen ({ $count }):
digest-heading = The week { DAY($first) }–{ DAY($last) }
digest-asked = Questions: { $count }
digest-answered = Answered: { $share }
digest-gaps = The biggest gaps:
digest-gap = { $words }, { $count } times
command-puutteet = What was asked in vain, and mend it
command-peru = Take back the last change
command-tilastot = Figures, and a picture of the weeks
command-muutokset = The last changes
