// A sentence about what has just been done, and how to take it back where that is possible; goes by itself, and is in
// nobody's way.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Rectangle {
    id: status
    objectName: "status"
    property string words
    property var undo: null
    property real widest: 480
    function show(text, takeBack) {
        words = text;
        undo = takeBack || null;
        away.restart();
    }
    function hide() { words = ""; undo = null; }
    Connections {
        target: Conversations
        function onPutAway(alias, name, into) {
            status.show((into ? Words.archived : Words.unarchived).arg(name), () => Conversations.archive(alias, !into));
        }
    }
    visible: words.length > 0
    width: Math.min(label.implicitWidth + (undo ? back.implicitWidth + 12 : 0) + 32, 480, widest)
    height: Math.max(label.implicitHeight + 20, undo ? back.implicitHeight + 8 : 0)
    radius: Theme.radiusControl
    color: Theme.text
    z: 10
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words
    Text {
        id: label
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 32 - (status.undo ? back.implicitWidth + 12 : 0)
        text: status.words
        wrapMode: Text.Wrap
        color: Theme.canvas
        font.pixelSize: Theme.secondary
        Accessible.ignored: true
    }
    T.Button {
        id: back
        visible: status.undo !== null
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        implicitWidth: backText.implicitWidth + 24
        implicitHeight: Math.max(Theme.target, Math.round(32 * Theme.scale))
        text: Words.undo
        focusPolicy: Qt.StrongFocus
        hoverEnabled: true
        Accessible.role: Accessible.Button
        Accessible.name: text
        onClicked: {
            const act = status.undo;
            const before = activeFocus ? nextItemInFocusChain(false) : null;
            status.hide();
            if (before) before.forceActiveFocus(Qt.TabFocusReason);
            if (act) act();
        }
        Keys.onReturnPressed: clicked()
        Keys.onEnterPressed: clicked()
        // The ring of all others would not be seen on this ground.
        background: Rectangle { radius: Theme.radiusControl; color: "transparent"; border.width: back.visualFocus ? Theme.ring : back.hovered ? 1 : 0; border.color: Theme.canvas }
        contentItem: Text { id: backText; text: back.text; color: Theme.canvas; font.pixelSize: Theme.secondary; font.weight: Font.DemiBold; horizontalAlignment: Text.AlignHCenter; verticalAlignment: Text.AlignVCenter; Accessible.ignored: true }
    }
    // Whoever is about to take it back is waited for.
    Timer { id: away; interval: 6000; running: false; onTriggered: if (back.visible && (back.activeFocus || back.hovered)) restart(); else status.hide() }
}
