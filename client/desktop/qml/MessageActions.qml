// What can be done with one message, and the questions that some of it asks first.
import QtQuick
import Stille.Profile

Item {
    id: actions
    required property var list
    property var row: ({})
    Accessible.ignored: true
    function popup(item, pointed) {
        row = item.row;
        menu.byKey = !pointed;
        menu.popup(item, item.own ? item.width - 300 : 60, Math.min(item.height, 60));
    }
    function react(row, sign) { Profile.call("message.react", {"message": row.id, "reaction": sign}, () => Messages.refresh()); }
    function erase(what) { row = what; erasing.open(); }
    // It comes up with a person; what we said ourselves in a group or as a note does with nobody.
    function remindable(what) { return !what.aside && !(what.own && (list.talk.group || list.talk.alias === "self")); }
    function remind(what) { if (!remindable(what)) return; row = what; reminding.open(); }
    function follow(link) { address.link = link; address.open(); }
    // What can be done with a file now, which is one thing at a time: in the menu and beside the file. Empty: nothing.
    function verbOf(row, index) {
        const file = row.attachments[index] || {};
        // All of its files leave together.
        if (row.failed || row.calledOff) return index === 0 ? "again" : "";
        if (!row.own && (file.state === "offered" || file.state === "failed")) return "fetch";
        if (file.moving || file.state === "uploaded") return "cancel";
        return file.state === "here" ? "save" : "";
    }
    function wordsOf(verb) { return ({"fetch": Words.fetch, "save": Words.save, "cancel": Words.cancel, "again": Words.sendAgain})[verb] || ""; }
    function handle(file, verb) {
        if (verb === "fetch") Profile.callSlowly("attachment.get", {"id": file.id, "timeout_ms": 3600000}, () => Messages.refresh());
        else if (verb === "save") saver.get().suggest(file.name, path => Desk.saveAttachment(file.id, path, problem => { saver.item.done(problem); if (problem.length === 0) list.talk.home.say(Words.savedAs.arg(path)); }));
        else Profile.call(verb === "again" ? "attachment.again" : "attachment.cancel", {"id": file.id}, answer => {
            Messages.refresh();
            if (!answer.ok) list.talk.home.say(answer.words);
        });
    }
    Seldom { id: saver; sourceComponent: SaveSheet {} }
    /// {file, verb} of those with which something can be done.
    readonly property var files: (row.attachments || []).map((file, index) => ({file: file, verb: verbOf(row, index)})).filter(one => one.verb.length > 0)
    function act(method, params, words) {
        Profile.call(method, params, answer => {
            Messages.refresh();
            Keep.refresh();
            list.talk.home.say(answer.ok ? words : answer.words);
        });
    }
    Choices {
        id: menu
        label: Words.message
        // What was called off nobody has got: there is nothing to answer or to change.
        ChoicesItem { text: Words.reply; visible: !actions.row.aside && !actions.row.calledOff; onTriggered: actions.list.answerTo(actions.row) }
        ChoicesItem { text: Words.react; visible: !actions.row.aside && !actions.row.calledOff; onTriggered: reacting.open() }
        ChoicesItem { text: Words.edit; visible: actions.row.own === true && !actions.row.aside && !actions.row.calledOff; onTriggered: actions.list.change(actions.row) }
        ChoicesItem { text: Words.copyText; keys: Words.ctrl + "C"; visible: !actions.row.aside; onTriggered: Desk.copy(actions.row.text) }
        ChoicesItem { text: Words.remindLater; keys: KeyMap.said("remind", KeyMap.remind + Words.language); visible: actions.remindable(actions.row); onTriggered: reminding.open() }
        Instantiator {
            model: actions.files
            ChoicesItem {
                required property var modelData
                readonly property string name: modelData.file.name
                text: actions.wordsOf(modelData.verb) + ": " + (name.length > 40 ? name.slice(0, 24) + "…" + name.slice(-12) : name)
                Accessible.name: actions.wordsOf(modelData.verb) + ": " + name
                onTriggered: actions.handle(modelData.file, modelData.verb)
            }
            // Behind what is done with its words.
            onObjectAdded: (index, item) => {
                let at = 0;
                while (at < menu.count && menu.itemAt(at) !== detailsLine) ++at;
                menu.insertItem(at, item);
            }
            onObjectRemoved: (index, item) => menu.removeItem(item)
        }
        ChoicesItem { id: detailsLine; text: Words.details; visible: !(actions.row.aside && actions.row.kind === "timer"); onTriggered: details.get().show(actions.row) }
        ChoicesItem { text: Words.erase; danger: true; onTriggered: erasing.open() }
    }
    Sheet {
        id: reacting
        // A sign of one's own, as the engine takes it.
        function take() {
            const sign = ownSign.text.trim();
            if (sign.length === 0) return;
            Profile.call("message.react", {"message": actions.row.id, "reaction": sign}, answer => {
                if (answer.ok) reacting.close();
                else ownSign.problem = answer.code === "invalid_argument" ? Words.reactOwnWrong : answer.words;
                Messages.refresh();
            });
        }
        title: Words.reactTitle
        confirm: ownSign.visible ? Words.react : ""
        confirmable: ownSign.text.trim().length > 0
        dismiss: Words.close
        onConfirmed: take()
        onAboutToShow: { ownSign.visible = false; ownSign.text = ""; ownSign.problem = ""; }
        onOpened: { const first = signs.itemAt(0); if (first) first.forceActiveFocus(Qt.TabFocusReason); }
        Flow {
            width: parent.width
            spacing: 8
            Repeater {
                id: signs
                function reach(at) { const item = itemAt((at + count) % count); if (item) item.forceActiveFocus(Qt.TabFocusReason); }
                model: ["👍", "❤️", "😊", "🙏", "👀", "✓"].concat([Words.reactThanks, Words.reactAgreed, Words.reactOther])
                PushButton {
                    required property string modelData
                    required property int index
                    readonly property bool other: index === signs.count - 1
                    kind: other ? "plain" : "quiet"
                    text: modelData
                    // Words are read, signs are recognised.
                    font.pixelSize: modelData.length > 2 ? Theme.ui : Theme.title
                    Keys.onRightPressed: signs.reach(index + 1)
                    Keys.onDownPressed: signs.reach(index + 1)
                    Keys.onLeftPressed: signs.reach(index - 1)
                    Keys.onUpPressed: signs.reach(index - 1)
                    onClicked: {
                        if (other) { ownSign.visible = true; ownSign.forceActiveFocus(Qt.TabFocusReason); return; }
                        actions.react(actions.row, modelData);
                        reacting.close();
                    }
                }
            }
        }
        Field {
            id: ownSign
            visible: false
            width: Math.min(parent.width, Math.round(220 * Theme.scale))
            label: Words.reactOwn
            hint: Words.reactOwnHint
            maximumLength: 48
            onTextChanged: problem = ""
            onAccepted: reacting.take()
        }
    }
    Sheet {
        id: erasing
        title: Words.eraseTitle
        words: actions.row.own && !actions.row.deleted ? Words.eraseOwnWords : Words.eraseWords
        confirm: Words.eraseHere
        confirmKind: "danger"
        onConfirmed: { actions.act("message.delete", {"message": actions.row.id}, Words.erased); close(); }
        PushButton {
            visible: actions.row.own === true && !actions.row.deleted
            grave: true
            text: Words.eraseEverywhere
            onClicked: { actions.act("message.delete", {"message": actions.row.id, "everyone": true}, Words.erased); erasing.close(); }
        }
    }
    Sheet {
        id: reminding
        title: Words.remindTitle
        dismiss: Words.cancel
        Flow {
            width: parent.width
            spacing: 8
            Repeater {
                model: [{on: "1d", text: Words.tomorrow}, {on: "1w", text: Words.nextWeek}, {on: "1mo", text: Words.nextMonth}]
                PushButton {
                    required property var modelData
                    text: modelData.text
                    onClicked: { actions.act("keep.remind", {"message": actions.row.id, "on": modelData.on}, Words.reminded); reminding.close(); }
                }
            }
        }
    }
    Sheet {
        id: address
        property string link
        title: Words.linkTitle
        words: Words.linkWords
        confirm: Words.linkOpen
        onConfirmed: { Desk.open(link); close(); }
        Prose { width: parent.width; text: address.link; wrapMode: Text.WrapAnywhere; font.pixelSize: Theme.ui }
        PushButton { text: Words.linkCopy; onClicked: { Desk.copy(address.link); address.close(); } }
    }
    Seldom { id: details; sourceComponent: DetailsSheet { talk: actions.list.talk } }
}
