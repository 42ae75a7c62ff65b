// A conversation in the list: who, the last words, when; a dot while something is unread.
import QtQuick
import Stille.Profile

Item {
    id: line
    required property var row
    required property int index
    required property var home
    property bool listFocused: false
    readonly property bool chosen: home.place === "conversation" && home.conversation === row.alias
    readonly property bool current: ListView.isCurrentItem
    height: Math.round(64 * Theme.scale)
    Accessible.role: Accessible.ListItem
    Accessible.name: row.spoken
    Accessible.selected: chosen
    Accessible.focusable: true
    Accessible.onPressAction: choose()
    function choose() {
        ListView.view.currentIndex = index;
        home.show(row.alias);
    }
    function menu(pointed) {
        const menu = conversationMenu.get();
        menu.byKey = !pointed;
        menu.popup(line, 48, height / 2);
    }
    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: 8
        anchors.rightMargin: 8
        anchors.topMargin: 1
        anchors.bottomMargin: 1
        radius: Theme.radiusControl
        color: line.chosen ? Theme.selected : mouse.containsMouse ? Theme.hover : "transparent"
        border.width: line.chosen && Theme.contrast ? 2 : 0
        border.color: Theme.text
        FocusRing { around: line; shown: line.listFocused && line.current; gap: 0 }
    }
    MouseArea {
        id: mouse
        anchors.fill: parent
        // Under a menu nothing says that the pointer has gone.
        hoverEnabled: !conversationMenu.visible
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        onClicked: event => { if (event.button === Qt.RightButton) line.menu(true); else line.choose(); }
    }
    Avatar {
        id: face
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        name: line.row.name
        alias: line.row.alias
        group: line.row.group
    }
    Item {
        anchors.left: face.right
        anchors.leftMargin: 12
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        height: nameLine.height + 4 + lastLine.height
        Line {
            id: nameLine
            anchors.left: parent.left
            anchors.right: marks.left
            anchors.rightMargin: 8
            text: line.row.name
            font.weight: line.row.isUnread ? Font.DemiBold : Font.Medium
            Accessible.ignored: true
        }
        Row {
            id: marks
            anchors.right: parent.right
            anchors.verticalCenter: nameLine.verticalCenter
            spacing: 6
            Icon { visible: line.row.muted; name: "mute"; size: 14; ink: Theme.textMeta; anchors.verticalCenter: parent.verticalCenter }
            Icon { visible: line.row.pinned; name: "pin"; size: 14; ink: Theme.textMeta; anchors.verticalCenter: parent.verticalCenter }
            Line { text: line.row.time; color: Theme.textMeta; font.pixelSize: Theme.meta; Accessible.ignored: true }
        }
        Line {
            id: lastLine
            anchors.top: nameLine.bottom
            anchors.topMargin: 4
            anchors.left: parent.left
            anchors.right: dot.visible ? dot.left : waits.visible ? waits.left : parent.right
            anchors.rightMargin: dot.visible || waits.visible ? 8 : 0
            text: line.row.line
            color: line.row.isUnread ? Theme.text : Theme.textSecondary
            font.pixelSize: Theme.secondary
            Accessible.ignored: true
        }
        Line {
            id: waits
            visible: line.row.isWaiting && !line.row.isUnread
            anchors.right: parent.right
            anchors.verticalCenter: lastLine.verticalCenter
            text: Words.listWaitingBrief
            color: Theme.waiting
            font.pixelSize: Theme.meta
            Accessible.ignored: true
        }
        Rectangle {
            id: dot
            visible: line.row.isUnread
            anchors.right: parent.right
            anchors.verticalCenter: lastLine.verticalCenter
            width: 8
            height: 8
            radius: 4
            color: Theme.accent
        }
    }
    Seldom { id: conversationMenu; sourceComponent: ConversationMenu { row: line.row; home: line.home } }
}
