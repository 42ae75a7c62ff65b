// A box to be ticked, with a person beside it.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.CheckBox {
    id: tick
    property string alias
    implicitHeight: Math.max(Theme.target, Math.round(44 * Theme.scale))
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: checked
    Keys.onReturnPressed: { toggle(); toggled(); }
    background: Rectangle { radius: Theme.radiusControl; color: tick.hovered ? Theme.hover : "transparent"; FocusRing { around: tick; shown: tick.visualFocus; gap: 0 } }
    indicator: Rectangle {
        x: 8
        anchors.verticalCenter: parent.verticalCenter
        width: 20
        height: 20
        radius: 5
        color: tick.checked ? Theme.accent : Theme.surface
        border.width: tick.checked ? 0 : 1
        border.color: Theme.controlBorder
        Icon { anchors.centerIn: parent; size: 16; visible: tick.checked; name: "check"; ink: Theme.accentText }
    }
    contentItem: Item {
        Avatar { id: face; x: 40; size: Math.round(28 * Theme.scale); anchors.verticalCenter: parent.verticalCenter; name: tick.text; alias: tick.alias }
        Line { anchors.left: face.right; anchors.leftMargin: 12; anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; text: tick.text; Accessible.ignored: true }
    }
}
