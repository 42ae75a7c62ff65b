// Where one writes: grows to eight lines, keeps what was begun, answers, edits, carries files.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: composer
    required property var talk
    required property var list
    property var answered: null   // the row that is replied to
    property var edited: null     // the own row that gets a new wording
    property var files: []
    property string owner         // whose draft this is
    property string kept          // the draft as it is kept
    property string problem
    property bool restoring: false
    readonly property bool sendable: input.text.trim().length > 0 || files.length > 0
    height: visible ? Math.ceil(stack.height + 24) : 0
    Accessible.role: Accessible.Grouping
    Accessible.name: Words.write

    function begin(text) {
        input.text = text;
        input.cursorPosition = text.length;
        input.forceActiveFocus();
    }
    function attach(paths) { files = files.concat(paths).slice(0, 8); keepSoon.restart(); input.forceActiveFocus(); }
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
        const nothing = now.text.trim().length === 0 && now.files.length === 0 && now.reply.length === 0;
        if (nothing) return Session.call("draft.drop", {"conversation": owner}, () => Conversations.refresh());
        const params = {"conversation": owner, "text": now.text, "files": now.files};
        if (now.reply.length > 0) params.reply = now.reply;
        Session.call("draft.set", params, () => Conversations.refresh());
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
        if (alias.length === 0) { restoring = false; return; }
        Session.call("draft.show", {"conversation": alias}, answer => {
            if (composer.owner !== alias) return;
            // What was typed while it was being looked up stays.
            if (answer.ok && input.text.length === 0) {
                input.text = answer.value.text;
                input.cursorPosition = input.text.length;
                files = answer.value.files || [];
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
    function send() {
        if (!sendable) return;
        const text = input.text.trim();
        const done = answer => {
            if (answer.ok && (!answer.value.results || !answer.value.results.some(one => one.error))) {
                composer.problem = "";
                Messages.refresh();
                Conversations.refresh();
                return;
            }
            // Nothing is lost: what could not be taken is back where it was written.
            if (input.text.length === 0) input.text = text;
            const failed = answer.ok ? answer.value.results.find(one => one.error).error : null;
            composer.problem = failed ? Words["fault" + failed.code.split("_").map(word => word.charAt(0).toUpperCase() + word.slice(1)).join("")] || failed.message : answer.words;
        };
        if (edited) {
            Session.call("message.edit", {"message": edited.id, "text": text}, done);
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
            Session.call("attachment.send", params, done);
        } else {
            Session.call("message.send", params, done);
        }
        input.text = "";
        files = [];
        answered = null;
        keep();
        list.toEnd();
    }
    function sendLater(at) {
        const text = input.text.trim();
        Session.call("later.send", {"conversation": owner, "text": text, "at_ms": at}, answer => {
            if (!answer.ok) { composer.problem = answer.words; return; }
            input.text = "";
            composer.keep();
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
    Component.onCompleted: restore(alias)
    Component.onDestruction: keep()
    Timer { id: keepSoon; interval: 800; onTriggered: composer.keep() }

    Column {
        id: stack
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        width: Math.min(Theme.column * Math.max(1, Theme.scale * 0.9), parent.width - 48)
        spacing: 8
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
                Line { width: parent.width; text: composer.edited ? Words.editing : composer.answered ? Words.replyTo.arg(composer.answered.author) : ""; font.pixelSize: Theme.meta; font.weight: Font.Medium; color: Theme.textSecondary }
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
                Rectangle {
                    required property string modelData
                    required property int index
                    width: Math.min(fileName.implicitWidth + 52, 280)
                    height: 36
                    radius: Theme.radiusControl
                    color: Theme.surface
                    border.width: 1
                    border.color: Theme.hairline
                    Line { id: fileName; x: 12; width: parent.width - 48; anchors.verticalCenter: parent.verticalCenter; text: Desk.fileName(parent.modelData); elide: Text.ElideMiddle; font.pixelSize: Theme.secondary }
                    IconButton {
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        implicitWidth: 32
                        implicitHeight: 32
                        symbol: "close"
                        text: Words.removeFile.arg(fileName.text)
                        onClicked: { composer.files = composer.files.filter((_, at) => at !== parent.index); keepSoon.restart(); }
                    }
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
                onClicked: picker.ask(paths => composer.attach(paths))
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
                T.TextArea {
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
                    Accessible.name: Words.writeTo.arg(composer.talk.title)
                    onTextChanged: if (!composer.restoring) keepSoon.restart()
                    onCursorRectangleChanged: {
                        if (cursorRectangle.y < flick.contentY) flick.contentY = Math.max(0, cursorRectangle.y - 8);
                        else if (cursorRectangle.y + cursorRectangle.height > flick.contentY + flick.height) flick.contentY = cursorRectangle.y + cursorRectangle.height - flick.height + 8;
                    }
                    Text {
                        anchors.fill: parent
                        topPadding: 8
                        visible: input.length === 0 && input.preeditText.length === 0
                        text: Words.writeTo.arg(composer.talk.title)
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
                        if (enter && ctrl && shift) later.popup(sendButton, 0, 0);
                        else if (enter && !shift && (ctrl || Preferences.enterSends)) composer.send();
                        else if (event.key === Qt.Key_Up && ctrl || event.key === Qt.Key_Down && ctrl) { composer.list.forceActiveFocus(); if (event.key === Qt.Key_Up) composer.list.choose(0); }
                        else if (event.key === Qt.Key_Up && input.length === 0 && !composer.edited) { const row = Messages.lastOwn(); if (!row.id) return; composer.edit(row); }
                        else if (event.key === Qt.Key_Escape && (composer.edited || composer.answered)) { if (composer.edited) composer.leaveEdit(); else { composer.answered = null; keepSoon.restart(); } }
                        // To a text field this is the end of the line, so the window's shortcut does not get it.
                        else if (event.key === Qt.Key_E && ctrl && !shift) { if (composer.owner.length > 0) composer.talk.home.infoShown = !composer.talk.home.infoShown; }
                        else if (event.key === Qt.Key_B && ctrl) wrap("**");
                        else if (event.key === Qt.Key_I && ctrl && shift) wrap("*");
                        else if (event.key === Qt.Key_O && ctrl) picker.ask(paths => composer.attach(paths));
                        else if (event.key === Qt.Key_V && ctrl && Desk.clipboardHasImage()) Desk.pastedImage(path => { if (path.length > 0) composer.attach([path]); });
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
                onClicked: composer.send()
                onPressAndHold: later.popup(sendButton, 0, 0)
                Keys.onMenuPressed: later.popup(sendButton, 0, 0)
                Choices {
                    id: later
                    label: Words.sendLater
                    ChoicesItem { text: Words.laterHour; onTriggered: composer.sendLater(Desk.nowMs() + 3600000) }
                    ChoicesItem { text: Words.laterTomorrow; onTriggered: { const day = new Date(Desk.nowMs()); day.setDate(day.getDate() + 1); day.setHours(9, 0, 0, 0); composer.sendLater(day.getTime()); } }
                    ChoicesItem { text: Words.laterMonday; onTriggered: { const day = new Date(Desk.nowMs()); day.setDate(day.getDate() + ((8 - day.getDay()) % 7 || 7)); day.setHours(9, 0, 0, 0); composer.sendLater(day.getTime()); } }
                }
            }
        }
    }
    FilePicker { id: picker }
}
