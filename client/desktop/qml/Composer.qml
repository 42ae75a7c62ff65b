// Where one writes: grows to eight lines, keeps what was begun, answers, edits, carries files.
import QtQuick
import Stille.Profile

FocusScope {
    id: composer
    required property var talk
    required property var list
    property var answered: null   // the row that is replied to
    property var edited: null     // the own row that gets a new wording
    property var files: []
    property var pasted: []       // of these, pictures from the clipboard: files of this window's own
    property string owner         // whose draft this is
    property string kept          // the draft as it is kept
    property string problem
    readonly property int most: 8 // files of one message
    property int toLeave: 0       // messages of this conversation that wait for their time
    function countLater() {
        const asked = owner;
        if (asked.length > 0) Profile.call("later.list", {}, answer => { if (answer.ok && composer && asked === composer.owner) composer.toLeave = answer.value.later.filter(one => one.to.alias === asked).length; });
    }
    Connections {
        target: Session
        function onHappened() { composer.countLater(); }
        function onLeaving() { composer.keep(); }
    }
    property bool restoring: false
    readonly property bool sendable: input.text.trim().length > 0 || files.length > 0
    height: visible ? Math.ceil(stack.height + 24) : 0
    Accessible.role: Accessible.Grouping
    Accessible.name: Words.write

    function write(text) {
        input.forceActiveFocus();
        input.insert(input.cursorPosition, text);
    }
    function begin(text) {
        input.text = text;
        input.cursorPosition = text.length;
        input.forceActiveFocus();
    }
    function attach(paths) {
        const all = files.concat(paths);
        const left = all.slice(most);
        files = all.slice(0, most);
        if (left.length > 0) problem = Words.filesTooMany.arg(left.slice(0, 3).map(path => Desk.fileName(path)).join(", ") + (left.length > 3 ? " …" : ""));
        forgetPasted(left);
        keepSoon.restart();
        input.forceActiveFocus();
    }
    function takeOff(index) {
        const gone = [files[index]];
        files = files.filter((_, at) => at !== index);
        forgetPasted(gone);
        keepSoon.restart();
    }
    function ask() { if (!edited) picker.ask(paths => attach(paths)); }
    function attachPasted(path) {
        if (path.length === 0) return;
        pasted = pasted.concat([path]);
        attach([path]);
    }
    // Once it is sent or taken off, nobody needs the copy.
    function forgetPasted(paths) {
        for (const path of paths) if (pasted.indexOf(path) >= 0) Desk.removePasted(path);
        pasted = pasted.filter(path => paths.indexOf(path) < 0);
    }
    function draft() {
        return {"conversation": owner, "text": input.text, "files": files, "reply": answered ? answered.id : ""};
    }
    function keep() {
        keepSoon.stop();
        if (owner.length === 0 || edited || restoring) return;
        const now = draft();
        const shape = JSON.stringify(now);
        if (shape === kept) return;
        kept = shape;
        const whose = owner;
        const nothing = now.text.trim().length === 0 && now.files.length === 0 && now.reply.length === 0;
        if (nothing) return Profile.call("draft.drop", {"conversation": whose}, () => Conversations.refreshOne(whose));
        const params = {"conversation": owner, "text": now.text, "files": now.files};
        if (now.reply.length > 0) params.reply = now.reply;
        Profile.call("draft.set", params, () => Conversations.refreshOne(whose));
    }
    function restore(alias) {
        restoring = true;
        owner = alias;
        edited = null;
        answered = null;
        files = [];
        problem = "";
        input.text = "";
        kept = JSON.stringify(draft());
        toLeave = 0;
        countLater();
        if (alias.length === 0) { restoring = false; return; }
        Profile.call("draft.show", {"conversation": alias}, answer => {
            if (!composer || composer.owner !== alias) return;
            // What was typed while it was being looked up stays.
            if (answer.ok && input.text.length === 0) {
                input.text = answer.value.text;
                input.cursorPosition = input.text.length;
                files = answer.value.files || [];
                pasted = files.filter(path => Desk.isPasted(path));
                if (answer.value.reply) {
                    const index = Messages.find(answer.value.reply);
                    answered = index >= 0 ? Messages.at(index) : {"id": answer.value.reply, "author": "", "plain": Words.messageQuoteGone};
                }
            }
            composer.kept = JSON.stringify(composer.draft());
            composer.restoring = false;
        });
    }
    function leaveEdit() {
        edited = null;
        input.text = "";
        restore(owner);
    }
    /// `asks`: whoever reads it is shown that an answer is waited for, with or without a question mark.
    function send(asks) {
        if (!sendable) return;
        const text = input.text.trim();
        const carried = files;
        const done = answer => {
            if (answer.ok && (!answer.value.results || !answer.value.results.some(one => one.error))) {
                composer.problem = "";
                composer.forgetPasted(carried);
                return;
            }
            // Nothing is lost: what could not be taken is back where it was written.
            if (input.text.length === 0) { input.text = text; input.cursorPosition = text.length; }
            if (composer.files.length === 0) composer.files = carried;
            const failed = answer.ok ? answer.value.results.find(one => one.error).error : null;
            composer.problem = failed ? Words["fault" + failed.code.split("_").map(word => word.charAt(0).toUpperCase() + word.slice(1)).join("")] || failed.message : answer.words;
        };
        if (edited) {
            Profile.call("message.edit", {"message": edited.id, "text": text}, done);
            edited = null;
            input.text = "";
            restore(owner);
            return;
        }
        const params = {"to": [owner], "text": text, "wait": "queued"};
        if (answered) params.reply = answered.id;
        if (files.length > 0) {
            params.files = files;
            delete params.wait;
            if (text.length === 0) delete params.text;
            Profile.call("attachment.send", params, done);
        } else {
            if (asks) params.question = true;
            Profile.call("message.send", params, done);
        }
        input.text = "";
        files = [];
        answered = null;
        keep();
        list.toEnd();
    }
    function sendLater(at) {
        const params = {"conversation": owner, "text": input.text.trim(), "at_ms": at};
        if (answered) params.reply = answered.id;
        Profile.call("later.send", params, answer => {
            if (!answer.ok) { composer.problem = answer.words; return; }
            input.text = "";
            answered = null;
            composer.keep();
            composer.countLater();
            composer.talk.home.say(Words.laterKept);
        });
    }
    Connections {
        target: composer.list
        function onAnswerTo(row) { composer.edited = null; composer.answered = row; keepSoon.restart(); input.forceActiveFocus(); }
        function onChange(row) { composer.edit(row); }
    }
    function edit(row) {
        if (!row.id) return;
        keep();
        answered = null;
        edited = row;
        input.text = row.raw;
        input.cursorPosition = input.text.length;
        input.forceActiveFocus();
    }
    property string alias: talk.alias
    onAliasChanged: { keep(); restore(alias); }
    Component.onDestruction: keep()
    Timer { id: keepSoon; interval: 800; onTriggered: composer.keep() }

    Column {
        id: stack
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        width: Math.min(Theme.column * Math.max(1, Theme.scale * 0.9), parent.width - 48)
        spacing: 8
        PushButton { x: -8; kind: "plain"; visible: composer.toLeave > 0; text: Words.counted("laterWaits", composer.toLeave); font.pixelSize: Theme.secondary; onClicked: composer.talk.home.go("later") }
        Notice { width: parent.width; words: composer.problem; action: Words.close; onActed: composer.problem = "" }
        Rectangle {
            visible: composer.answered !== null || composer.edited !== null
            width: parent.width
            height: visible ? Math.max(44, aboutColumn.implicitHeight + 12) : 0
            radius: Theme.radiusControl
            color: Theme.hover
            Rectangle { width: 3; height: parent.height; radius: 1.5; color: Theme.accent }
            Column {
                id: aboutColumn
                x: 14
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 60
                spacing: 2
                Line { width: parent.width; text: composer.edited ? Words.editing : composer.answered ? (composer.answered.own ? Words.replyToOwn : Words.replyTo.arg(composer.answered.author)) : ""; font.pixelSize: Theme.meta; font.weight: Font.Medium; color: Theme.textSecondary }
                Line { width: parent.width; text: composer.edited ? composer.edited.plain : composer.answered ? composer.answered.plain : ""; font.pixelSize: Theme.secondary; color: Theme.textSecondary }
            }
            IconButton {
                anchors.right: parent.right
                anchors.rightMargin: 4
                anchors.verticalCenter: parent.verticalCenter
                symbol: "close"
                text: composer.edited ? Words.editingStop : Words.replyStop
                onClicked: { if (composer.edited) composer.leaveEdit(); else { composer.answered = null; keepSoon.restart(); } input.forceActiveFocus(); }
            }
        }
        Flow {
            visible: composer.files.length > 0
            width: parent.width
            spacing: 8
            Repeater {
                model: composer.files
                FileChip {
                    required property string modelData
                    required property int index
                    path: modelData
                    onRemoved: composer.takeOff(index)
                }
            }
        }
        Rectangle {
            id: box
            width: parent.width
            height: Math.max(Math.round(44 * Theme.scale), flick.height + 8)
            radius: 22
            color: Theme.surface
            border.width: input.activeFocus ? Theme.ring : 1
            border.color: input.activeFocus ? Theme.accent : Theme.controlBorder
            IconButton {
                id: attachButton
                x: 4
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Math.round((Math.round(44 * Theme.scale) - height) / 2)
                symbol: "attach"
                text: Words.attach
                enabled: !composer.edited
                onClicked: composer.ask()
                radius: box.radius - x
            }
            Flickable {
                id: flick
                anchors.left: attachButton.right
                anchors.leftMargin: 4
                anchors.right: sendButton.left
                anchors.rightMargin: 8
                anchors.verticalCenter: parent.verticalCenter
                readonly property real lineHeight: metrics.height
                height: Math.min(input.contentHeight + input.topPadding + input.bottomPadding, lineHeight * 8 + 16)
                contentHeight: input.height
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                interactive: contentHeight > height
                FontMetrics { id: metrics; font: input.font }
                // Not the template of a text area: without a graphics card its words are not painted (Qt 6.4).
                TextEdit {
                    id: input
                    objectName: "composer"
                    focus: true
                    width: flick.width
                    topPadding: 8
                    bottomPadding: 8
                    wrapMode: TextEdit.Wrap
                    color: Theme.text
                    selectionColor: Theme.accent
                    selectedTextColor: Theme.accentText
                    font.pixelSize: Theme.body
                    textFormat: TextEdit.PlainText
                    selectByMouse: true
                    cursorDelegate: Rectangle { width: 1.5; color: Theme.text; visible: input.activeFocus }
                    Accessible.role: Accessible.EditableText
                    Accessible.multiLine: true
                    Accessible.name: composer.talk.writeHere
                    onTextChanged: { wrong = []; spellSoon.restart(); if (!composer.restoring) keepSoon.restart(); }
                    // Dictionaries are read when somebody first writes.
                    onActiveFocusChanged: {
                        if (!activeFocus) return;
                        SpellMarks.begin();
                        // Who chooses again later begins at the newest.
                        composer.list.currentIndex = -1;
                    }
                    property var wrong: []
                    function spell() { wrong = Preferences.spelling.length > 0 && length > 0 ? SpellMarks.wrongIn(text, cursorPosition) : []; }
                    Timer { id: spellSoon; interval: 300; onTriggered: input.spell() }
                    Connections { target: SpellMarks; function onChanged() { input.spell(); } }
                    Repeater {
                        model: input.wrong
                        Rectangle {
                            required property var modelData
                            readonly property rect from: { input.width; input.contentHeight; return input.positionToRectangle(modelData.begin); }
                            readonly property rect to: { input.width; input.contentHeight; return input.positionToRectangle(modelData.begin + modelData.length); }
                            // A word that goes over two lines is marked to the end of the first.
                            x: from.x
                            y: from.y + from.height - 1
                            width: to.y === from.y ? to.x - from.x : input.width - from.x
                            height: 2
                            radius: 1
                            color: Theme.waiting
                            opacity: 0.8
                        }
                    }
                    MouseArea {
                        anchors.fill: parent
                        acceptedButtons: Qt.RightButton
                        cursorShape: Qt.IBeamCursor
                        onPressed: event => fieldMenu.ask(input, event.x, event.y, input.positionAt(event.x, event.y), true)
                    }
                    onCursorRectangleChanged: {
                        if (cursorRectangle.y < flick.contentY) flick.contentY = Math.max(0, cursorRectangle.y - 8);
                        else if (cursorRectangle.y + cursorRectangle.height > flick.contentY + flick.height) flick.contentY = cursorRectangle.y + cursorRectangle.height - flick.height + 8;
                    }
                    Text {
                        anchors.fill: parent
                        topPadding: 8
                        visible: input.length === 0 && input.preeditText.length === 0
                        text: composer.talk.writeHere
                        elide: Text.ElideRight
                        color: Theme.textMeta
                        font: input.font
                        Accessible.ignored: true
                    }
                    function wrap(mark) {
                        const from = selectionStart, to = selectionEnd, chosen = selectedText;
                        remove(from, to);
                        insert(from, mark + chosen + mark);
                        cursorPosition = chosen.length > 0 ? from + chosen.length + 2 * mark.length : from + mark.length;
                    }
                    Keys.onPressed: event => {
                        const ctrl = event.modifiers & Qt.ControlModifier;
                        const shift = event.modifiers & Qt.ShiftModifier;
                        const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                        if (KeyMap.pressed("sendLater", event.key, event.modifiers)) later.ask(true);
                        else if (enter && !shift && (ctrl || Preferences.enterSends)) composer.send();
                        else if (KeyMap.pressed("chooseUp", event.key, event.modifiers) || event.key === Qt.Key_Down && ctrl) { composer.list.forceActiveFocus(); if (event.key !== Qt.Key_Down) composer.list.choose(0); }
                        else if (event.key === Qt.Key_Up && input.length === 0 && !composer.edited) { const row = Messages.lastOwn(); if (!row.id) return; composer.edit(row); }
                        else if (event.key === Qt.Key_Escape && (composer.edited || composer.answered)) { if (composer.edited) composer.leaveEdit(); else { composer.answered = null; keepSoon.restart(); } }
                        // To a text field Ctrl+E is the end of the line, so the window's own shortcut would not get it.
                        else if (KeyMap.pressed("info", event.key, event.modifiers)) { if (composer.owner.length > 0) composer.talk.home.infoShown = !composer.talk.home.infoShown; }
                        else if (KeyMap.pressed("bold", event.key, event.modifiers)) wrap("**");
                        else if (KeyMap.pressed("italic", event.key, event.modifiers)) wrap("*");
                        else if (KeyMap.pressed("code", event.key, event.modifiers)) wrap("`");
                        else if (KeyMap.pressed("pastePlain", event.key, event.modifiers)) { if (canPaste) paste(); }
                        else if (event.key === Qt.Key_V && ctrl && !shift && Desk.clipboardHasImage()) Desk.pastedImage(path => composer.attachPasted(path));
                        else if (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && shift)) fieldMenu.ask(input, cursorRectangle.x, cursorRectangle.y, cursorPosition);
                        else if (event.key === Qt.Key_Tab && !ctrl) { sendButton.forceActiveFocus(Qt.TabFocusReason); }
                        else if (event.key === Qt.Key_Backtab) { attachButton.forceActiveFocus(Qt.BacktabFocusReason); }
                        else return;
                        event.accepted = true;
                    }
                }
            }
            IconButton {
                id: sendButton
                anchors.right: parent.right
                anchors.rightMargin: 4
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Math.round((Math.round(44 * Theme.scale) - height) / 2)
                symbol: composer.edited ? "check" : "send"
                strong: composer.sendable
                enabled: composer.sendable
                text: composer.edited ? Words.editingDone : Words.send
                background.implicitWidth: width
                radius: box.radius - anchors.rightMargin
                onClicked: composer.send()
                onPressAndHold: later.ask(false)
                TapHandler { acceptedButtons: Qt.RightButton; onTapped: later.ask(false) }
                Keys.onMenuPressed: later.ask(true)
                SendMenu {
                    id: later
                    composer: composer
                    ownTime: ownTime
                    function ask(byKey) { if (input.text.trim().length === 0 || composer.edited) return; later.byKey = byKey; popup(sendButton, 0, 0); }
                }
            }
        }
    }
    FilePicker { id: picker }
    LaterSheet { id: ownTime; onChosen: at => composer.sendLater(at) }
    FieldMenu { id: fieldMenu; field: input }
}
