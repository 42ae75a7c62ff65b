// One message: what separates it from the one before, its words, what hangs on it, and its state in words. Many are made
// while somebody scrolls: what most messages do not have is made for those that do.
import QtQuick
import Stille.Profile

Item {
    id: line
    required property var row
    required property int index
    required property var list
    readonly property bool current: ListView.isCurrentItem && list.activeFocus
    readonly property real sheetWidth: Math.min(Theme.column * Math.max(1, Theme.scale * 0.9), width - 48)
    readonly property real edge: Math.round((width - sheetWidth) / 2)
    readonly property bool own: row.own
    // Said about the conversation, and neither written nor sent by anybody.
    readonly property bool said: row.aside && (row.kind === "timer" || row.kind === "event")
    property bool selecting: false
    // Typefaces and grounds are in rich text alone, which takes longer: for those that need it.
    function rich() { return "<div style=\"line-height:" + Math.round(Theme.bodyLine * 100) + "%\">" + row.styled + "</div>"; }
    height: separators.height + (separators.height > 0 ? 8 : row.first ? 12 : 2) + (said ? asideLine.height : bubble.height) + below.height
    Accessible.role: Accessible.ListItem
    Accessible.name: row.spoken
    Accessible.focusable: true
    Accessible.onPressAction: answer()

    // Nothing can be done with what happened to a group.
    readonly property bool mute: row.kind === "event"

    function menu(pointed) { if (!mute) list.actions.popup(line, pointed); }
    function answer() { if (!row.aside && !row.calledOff) list.answerTo(row); }
    function erase() { if (!mute) list.actions.erase(row); }
    function remind() { list.actions.remind(row); }

    Loader {
        id: separators
        width: parent.width
        active: line.row.day.length > 0 || line.row.divider || line.row.pause.length > 0
        height: active ? implicitHeight : 0
        sourceComponent: Column {
            topPadding: 16
            spacing: 12
            Line {
                visible: line.row.day.length > 0
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: line.row.day
                color: Theme.textMeta
                font.pixelSize: Theme.meta
                Accessible.role: Accessible.Separator
            }
            Item {
                visible: line.row.divider
                x: line.edge
                width: line.sheetWidth
                height: newLine.height
                Rectangle { anchors.left: parent.left; anchors.right: newLine.left; anchors.rightMargin: 12; anchors.verticalCenter: parent.verticalCenter; height: 1; color: Theme.accent; opacity: 0.5 }
                Line { id: newLine; anchors.centerIn: parent; text: Words.newSince; color: Theme.accent; font.pixelSize: Theme.meta; Accessible.role: Accessible.Separator }
                Rectangle { anchors.right: parent.right; anchors.left: newLine.right; anchors.leftMargin: 12; anchors.verticalCenter: parent.verticalCenter; height: 1; color: Theme.accent; opacity: 0.5 }
            }
            Line {
                visible: line.row.pause.length > 0
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: line.row.pause
                color: Theme.textMeta
                font.pixelSize: Theme.meta
            }
        }
    }
    Loader {
        id: asideLine
        active: line.said
        anchors.bottom: below.top
        x: line.edge
        width: line.sheetWidth
        height: active ? implicitHeight : 0
        sourceComponent: Line {
            bottomPadding: 8
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            text: line.row.plain
            color: Theme.textMeta
            font.pixelSize: Theme.meta
        }
    }
    Rectangle {
        id: bubble
        visible: !line.said
        anchors.bottom: below.top
        x: line.own ? line.edge + line.sheetWidth - width : line.edge
        width: Math.min(Math.round(line.sheetWidth * 0.82), Math.max(content.wanted + 28, 64))
        height: visible ? content.height + 20 - Math.round(Theme.body * 0.3) : 0
        radius: Theme.radiusBubble
        color: line.own ? Theme.ownBubble : Theme.surface
        border.width: line.own && !Theme.contrast ? 0 : 1
        border.color: Theme.hairline
        Loader { anchors.fill: parent; active: line.current; sourceComponent: FocusRing { around: line; shown: true; radius: Theme.radiusBubble + 2 } }
        MouseArea {
            id: pointer
            anchors.fill: parent
            acceptedButtons: Qt.RightButton | Qt.LeftButton
            cursorShape: words.visible && !line.row.aside ? Qt.IBeamCursor : Qt.ArrowCursor
            property point from
            property bool dragging: false
            onPressed: event => { from = Qt.point(event.x, event.y); dragging = false; }
            onPositionChanged: event => {
                if (!(pressedButtons & Qt.LeftButton) || line.row.aside || line.row.styled.length === 0) return;
                if (!dragging && Math.abs(event.x - from.x) + Math.abs(event.y - from.y) < 6) return;
                dragging = true;
                line.selecting = true;
                selection.item.reach(mapToItem(selection, from.x, from.y), mapToItem(selection, event.x, event.y));
            }
            onClicked: event => {
                if (event.button === Qt.RightButton) { line.list.currentIndex = line.index; line.menu(true); }
                else if (!dragging) line.selecting = false;
            }
            onDoubleClicked: event => {
                if (line.row.aside || line.row.styled.length === 0) return;
                line.selecting = true;
                selection.item.reachWord(mapToItem(selection, event.x, event.y));
            }
        }
        Column {
            id: content
            x: 14
            // A line's extra height is below its letters: less room there makes it even.
            y: 10
            width: parent.width - 28
            spacing: 6
            readonly property real widest: {
                let out = Math.round(300 * Theme.scale);
                for (let i = 0; i < files.count; ++i) { const chip = files.itemAt(i); if (chip) out = Math.max(out, chip.wanted); }
                return out;
            }
            // The width that it would like: the bubble follows its longest line.
            readonly property real most: Math.round(line.sheetWidth * 0.82) - 28
            readonly property real wanted: Math.max(words.wanted + 1, quote.item ? quote.item.wanted : 0,
                                                    author.item ? author.item.implicitWidth : 0, files.count > 0 ? Math.min(most, widest) : 0)
            Loader {
                id: author
                active: line.row.showAuthor
                visible: active
                width: parent.width
                sourceComponent: Line {
                    text: line.row.author
                    color: Theme.accent
                    font.pixelSize: Theme.secondary
                    font.weight: Font.Medium
                    Accessible.ignored: true
                }
            }
            Loader {
                id: quote
                active: line.row.quote.excerpt !== undefined
                visible: active
                width: parent.width
                sourceComponent: Quote { quote: line.row.quote; onFollowed: id => line.list.reveal(id) }
            }
            Repeater {
                id: files
                // By their number: who presses a button of one presses the same one when its state has changed meanwhile.
                model: line.row.attachments.length
                AttachmentChip { required property int index; width: content.width; file: line.row.attachments[index] || {}; actions: line.list.actions; verb: actions.verbOf(line.row, index); own: line.own; onLooked: line.list.look(file) }
            }
            Text {
                id: words
                visible: line.row.styled.length > 0 && !line.selecting
                // As wide as it may be: the bubble closes around the longest line, whichever side it begins on.
                // With a ground of its own it would lie on all of that: there only as wide as its words.
                width: coded ? Math.min(content.most, Math.ceil(implicitWidth) + 1) : content.most
                x: effectiveHorizontalAlignment === Text.AlignRight ? content.width - width : 0
                readonly property bool coded: line.row.styled.indexOf("<code") >= 0
                readonly property real wanted: coded ? width : Math.ceil(contentWidth)
                text: coded ? line.rich() : line.row.styled
                textFormat: coded ? Text.RichText : Text.StyledText
                wrapMode: Text.Wrap
                lineHeight: Theme.bodyLine
                color: line.row.aside ? Theme.textSecondary : Theme.text
                font.pixelSize: Theme.body
                font.italic: line.row.aside
                linkColor: Theme.accent
                onLinkActivated: link => line.list.actions.follow(link)
                Accessible.ignored: true
            }
            // The same words, for the time in which somebody chooses some of them.
            Loader {
                id: selection
                active: line.selecting
                visible: active
                width: parent.width
                sourceComponent: TextEdit {
                    text: line.rich()
                    textFormat: TextEdit.RichText
                    readOnly: true
                    selectByMouse: true
                    persistentSelection: true
                    wrapMode: TextEdit.Wrap
                    color: Theme.text
                    selectionColor: Theme.accent
                    selectedTextColor: Theme.accentText
                    font.pixelSize: Theme.body
                    Accessible.role: Accessible.EditableText
                    Accessible.readOnly: true
                    Accessible.name: line.row.spoken
                    function reach(from, to) { select(positionAt(from.x, from.y), positionAt(to.x, to.y)); }
                    function reachWord(at) { cursorPosition = positionAt(at.x, at.y); selectWord(); }
                    // As it is read: without marks, and without the look of this window.
                    function take() { Desk.copy(selectedText.length > 0 ? selectedText.replace(/[\u2028\u2029]/g, "\n").replace(/\u2060\u00a0\u2060|[\ufdd0\ufdd1]/g, "").replace(/\u00a0/g, " ") : line.row.text); }
                    Component.onCompleted: forceActiveFocus()
                    onActiveFocusChanged: if (!activeFocus) line.selecting = false
                    onLinkActivated: link => line.list.actions.follow(link)
                    Keys.onEscapePressed: line.selecting = false
                    Keys.onPressed: event => {
                        if (event.matches(StandardKey.Copy)) take();
                        else if (event.matches(StandardKey.SelectAll)) selectAll();
                        else return;
                        event.accepted = true;
                    }
                }
            }
        }
    }
    Item {
        id: below
        visible: !line.said
        anchors.bottom: parent.bottom
        x: line.edge
        width: line.sheetWidth
        height: line.said ? 0 : signs.height + (facts.text.length > 0 ? facts.implicitHeight + 4 : 0)
        Loader {
            id: signs
            active: line.row.reactions.length > 0
            x: line.own ? parent.width - width : 0
            width: active ? Math.min(implicitWidth, parent.width) : 0
            height: active ? implicitHeight + 4 : 0
            sourceComponent: Flow {
                topPadding: 4
                spacing: 4
                Repeater {
                    model: line.row.reactions
                    ReactionChip {
                        required property var modelData
                        sign: modelData
                        onClicked: line.list.actions.react(line.row, modelData.own ? "" : modelData.text)
                    }
                }
            }
        }
        Line {
            id: facts
            anchors.bottom: parent.bottom
            x: line.own ? parent.width - width - 2 : 2
            width: Math.min(implicitWidth, parent.width)
            textFormat: Text.PlainText
            text: {
                const parts = [];
                if (line.row.last) parts.push(line.row.time);
                if (line.row.question && !line.row.deleted) parts.push(Words.messageAsks);
                if (line.row.edited && !line.row.deleted) parts.push(Words.messageEdited);
                if (line.row.expires) parts.push(line.row.expires);
                if (line.row.stateWords && (line.index === line.list.newestOwn || line.row.failed || line.row.calledOff || line.row.leftOut || line.row.state === "queued")) parts.push(line.row.stateWords);
                return parts.join(" · ");
            }
            color: line.row.failed ? Theme.danger : Theme.textMeta
            font.pixelSize: Theme.meta
            Accessible.ignored: true
        }
    }
}
