// A part of a page that is folded until somebody wants it.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Column {
    id: fold
    property string title
    property bool open: false
    default property alias content: inner.data
    spacing: 4
    T.Button {
        id: head
        width: parent.width
        height: Math.max(Theme.target, Math.round(36 * Theme.scale))
        text: fold.title
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.Button
        Accessible.name: fold.title
        Accessible.checkable: true
        Accessible.checked: fold.open
        onClicked: fold.open = !fold.open
        Keys.onReturnPressed: clicked()
        background: Rectangle { radius: Theme.radiusControl; color: head.hovered ? Theme.hover : "transparent"; FocusRing { around: head; shown: head.visualFocus } }
        contentItem: Item {
            Icon { id: arrow; name: fold.open ? "down" : "next"; size: Math.round(16 * Theme.scale); anchors.verticalCenter: parent.verticalCenter }
            Line { anchors.left: arrow.right; anchors.leftMargin: 8; anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; text: fold.title; font.weight: Font.Medium; Accessible.ignored: true }
        }
    }
    Column {
        id: inner
        visible: fold.open
        x: 24
        width: parent.width - 24
        spacing: 8
        bottomPadding: 8
    }
}
