// A person: their card, the rhythm, the private note, trust, and what can be done with all of it.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: panel
    required property var home
    required property string alias
    property var person: ({})
    property var kept: ({})
    property var signs: ({})
    property var circles: []
    readonly property string who: People.nameOf(alias)
    readonly property var card: person.card || {}
    readonly property var files: []
    Accessible.role: Accessible.Pane
    Accessible.name: Words.infoOf.arg(who)
    Keys.onEscapePressed: home.closeInfo()
    // After how long messages disappear, once that is known.
    property bool toTimer: false
    function showTimer() { toTimer = true; reachTimer(); }
    function reachTimer() {
        if (!toTimer || person.alias !== alias) return;
        toTimer = false;
        flick.contentY = Math.max(0, Math.min(column.y + timer.y - 24, flick.contentHeight - flick.height));
        timer.focusChosen();
    }
    function load() {
        const asked = alias;
        if (asked.startsWith("#")) return;
        Profile.call("contact.show", {"contact": asked}, answer => { if (answer.ok && asked === panel.alias) { panel.person = answer.value; Qt.callLater(panel.reachTimer); panel.takeNote(answer.value); } });
        Profile.call("keep.list", {}, answer => { if (answer.ok) panel.kept = answer.value.people.find(one => one.contact.alias === asked) || {}; });
        Profile.call("keep.circles", {}, answer => { if (answer.ok) panel.circles = answer.value.circles; });
        Profile.call("contact.signs", {"contact": asked}, answer => { if (answer.ok) panel.signs = answer.value; });
    }
    // What is typed as a note belongs to whom it was begun for, whoever is shown next; and it is kept however one leaves.
    property string notedOf   // the id
    property string notedAs
    function takeNote(who) {
        if (notedOf === who.id && note.input.activeFocus) return;
        notedOf = who.id;
        notedAs = who.note;
        note.text = who.note;
        note.input.cursorPosition = 0;
    }
    function keepNote() {
        if (notedOf.length === 0 || note.text === notedAs) return;
        notedAs = note.text;
        Profile.call("contact.set", {"contact": notedOf, "note": note.text}, answer => { if (!answer.ok) panel.home.say(answer.words); });
    }
    function set(change) { Profile.call("contact.set", Object.assign({"contact": alias}, change), answer => { if (!answer.ok) panel.home.say(answer.words); panel.load(); People.refresh(); Conversations.refresh(); }); }
    onAliasChanged: { keepNote(); notedOf = ""; load(); }
    Component.onCompleted: load()
    Component.onDestruction: keepNote()
    Connections {
        target: Session
        function onHappened() { panel.load(); }
        function onLeaving() { panel.keepNote(); }
    }
    Rectangle { anchors.fill: parent; color: Theme.canvas }
    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: column.implicitHeight + 48
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: Scroll {}
        Column {
            id: column
            x: 20
            y: 12
            width: parent.width - 40
            spacing: 20
            PanelHead { width: parent.width; name: panel.who; alias: panel.alias; line: [panel.card.role, panel.card.company].filter(one => !!one).join(" · "); onClosed: panel.home.closeInfo() }
            Column {
                width: parent.width
                spacing: 12
                Fact2 { name: Words.cardCity; value: panel.card.city || "" }
                Fact2 { name: Words.cardTopics; value: (panel.card.topics || []).join(", ") }
                Fact2 { name: Words.cardBirthday; value: Desk.dayInWords(panel.kept.birthday || panel.card.birthday || "") }
                Fact2 { name: Words.cardLanguages; value: (panel.card.languages || []).join(", ") }
                PushButton { x: -8; kind: "plain"; visible: Object.keys(panel.card).length === 0 && panel.person.state === "connected"; text: Words.cardRequest; onClicked: Profile.call("card.request", {"contact": panel.alias}, answer => panel.home.say(answer.ok ? Words.cardRequested : answer.words)) }
            }
            Rhythm {
                width: parent.width
                label: Words.rhythm
                value: panel.kept.own_every === "circle" || !panel.kept.every ? "none" : panel.kept.every
                onPicked: value => Profile.call("keep.set", {"contact": panel.alias, "every": value}, () => { panel.load(); Keep.refresh(); })
            }
            Column {
                width: parent.width
                spacing: 6
                Prose { width: parent.width; text: Words.circlesTitle; font.pixelSize: Theme.ui; lineHeight: 1.25 }
                Flow {
                    width: parent.width
                    visible: panel.circles.length > 0
                    spacing: 4
                    Repeater {
                        model: panel.circles
                        Chip {
                            required property var modelData
                            text: (chosen ? "✓ " : "") + modelData.name
                            chosen: (panel.kept.circles || []).indexOf(modelData.name) >= 0
                            Accessible.role: Accessible.CheckBox
                            Accessible.name: modelData.name
                            onClicked: Profile.call("keep.set", chosen ? {"contact": panel.alias, "leave": [modelData.name]} : {"contact": panel.alias, "circles": [modelData.name]}, () => { panel.load(); People.refresh(); Keep.refresh(); })
                        }
                    }
                }
                PushButton { x: -8; kind: "plain"; text: Words.circlesChange; onClicked: panel.home.go("circles") }
            }
            SharedFields { width: parent.width; visible: panel.person.state === "connected"; alias: visible ? panel.alias : ""; who: panel.who }
            Field {
                id: note
                width: parent.width
                label: Words.note
                hint: Words.noteHint
                onAccepted: { panel.keepNote(); panel.home.say(Words.saved); }
                input.onEditingFinished: panel.keepNote()
            }
            Column {
                width: parent.width
                spacing: 8
                Line { width: parent.width; text: Words.trust; font.weight: Font.DemiBold; Accessible.role: Accessible.Heading }
                Prose { width: parent.width; font.pixelSize: Theme.ui; color: Theme.textSecondary; lineHeight: 1.3; text: panel.person.state === "blocked" ? Words.trustBlockedWords : panel.person.verified ? Words.trustVerifiedWords.arg(panel.who) : Words.trustNewWords.arg(panel.who) }
                PushButton { text: panel.person.verified ? Words.verifyShow : Words.verifyNow; onClicked: panel.home.go("verify", {alias: panel.alias}) }
                Prose { width: parent.width; text: Words.encrypted; font.pixelSize: Theme.secondary; color: Theme.textMeta; lineHeight: 1.3 }
            }
            TimerChoice { id: timer; width: parent.width; agreed: panel.person.expire_ms || 0; onWished: after => panel.set({"expire_ms": after}) }
            NotifyChoice { width: parent.width; home: panel.home; alias: panel.alias }
            Toggle { width: parent.width; text: Words.signsRead; detail: Words.signsDetail; checked: panel.signs.read === true; onToggled: Profile.call("contact.signs", {"contact": panel.alias, "read": checked}, () => panel.load()) }
            Toggle { width: parent.width; text: Words.signsTyping; detail: Words.signsDetail; checked: panel.signs.typing === true; onToggled: Profile.call("contact.signs", {"contact": panel.alias, "typing": checked}, () => panel.load()) }
            Column {
                width: parent.width
                spacing: 4
                Rectangle { width: parent.width; height: 1; color: Theme.hairline }
                PushButton { x: -8; width: Math.min(implicitWidth, parent.width + 8); kind: "plain"; text: Words.introduceTo.arg(panel.who); onClicked: panel.home.go("introduce", {alias: panel.alias}) }
                PushButton { x: -8; kind: "plain"; grave: panel.person.state !== "blocked"; text: panel.person.state === "blocked" ? Words.unblock : Words.block; onClicked: panel.set({"blocked": panel.person.state !== "blocked"}) }
                PushButton { x: -8; kind: "plain"; text: Words.personExport; onClicked: saver.suggest(panel.who + ".vcf", path => Profile.call("contact.export", {"contact": panel.alias}, answer => { if (answer.ok) Desk.saveText(path, answer.value.vcard, problem => saver.done(problem)); else saver.done(answer.words); })) }
                PushButton { x: -8; kind: "plain"; grave: true; text: Words.personErase; onClicked: erasing.open() }
            }
        }
    }
    InView { flick: flick; column: column }
    SaveSheet { id: saver }
    Sheet {
        id: erasing
        title: Words.personEraseTitle.arg(panel.who)
        words: Words.personEraseWords
        confirm: Words.personErase
        confirmKind: "danger"
        onConfirmed: { close(); Profile.call("contact.forget", {"contact": panel.alias}, answer => { if (!answer.ok) return panel.home.say(answer.words); panel.home.infoShown = false; panel.home.show(""); People.refresh(); Conversations.refresh(); Keep.refresh(); }); }
    }
    component Fact2: Column {
        property string name
        property string value
        visible: value.length > 0
        width: column.width
        spacing: 2
        Line { width: parent.width; text: parent.name; color: Theme.textMeta; font.pixelSize: Theme.meta }
        Prose { width: parent.width; text: parent.value; font.pixelSize: Theme.ui; lineHeight: 1.25 }
    }
}
