// One of the places in the list's head.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Button {
    id: button
    property string symbol
    property string trailing
    property string spoken
    property bool chosen: false
    implicitHeight: Math.max(Theme.target, Math.round(36 * Theme.scale))
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: spoken.length > 0 ? text + ", " + spoken : text
    Keys.onReturnPressed: clicked()
    background: Rectangle {
        radius: Theme.radiusControl
        color: button.chosen ? Theme.selected : button.hovered ? Theme.hover : "transparent"
        border.width: button.chosen && Theme.contrast ? 2 : 0
        border.color: Theme.text
        FocusRing { around: button; shown: button.visualFocus; gap: 0 }
    }
    contentItem: Item {
        Icon { id: drawing; name: button.symbol; x: 8; anchors.verticalCenter: parent.verticalCenter; ink: button.chosen ? Theme.text : Theme.textSecondary }
        Line {
            anchors.left: drawing.right
            anchors.leftMargin: 12
            anchors.right: number.left
            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            font.weight: button.chosen ? Font.Medium : Font.Normal
            Accessible.ignored: true
        }
        Line {
            id: number
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            text: button.trailing
            color: Theme.textSecondary
            font.pixelSize: Theme.secondary
            Accessible.ignored: true
        }
    }
}
