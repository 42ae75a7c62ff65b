// A switch with what it does, and what others see of it, beside it.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Switch {
    id: toggle
    property string detail
    implicitWidth: 320
    implicitHeight: Math.max(Theme.target, words.implicitHeight + 4)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: detail
    Accessible.checked: checked
    Keys.onReturnPressed: { toggle(); toggled(); }
    background: Rectangle {
        radius: Theme.radiusControl
        color: "transparent"
        FocusRing { around: toggle; shown: toggle.visualFocus; anchors.leftMargin: -8; anchors.rightMargin: -8 }
    }
    indicator: Rectangle {
        x: toggle.width - width
        y: words.y + Math.round((titleLine.height - height) / 2)
        width: Math.round(36 * Theme.scale)
        height: Math.round(20 * Theme.scale)
        radius: height / 2
        color: toggle.checked ? Theme.accent : Theme.surface
        border.width: toggle.checked ? 0 : 1
        border.color: Theme.controlBorder
        Rectangle {
            x: toggle.checked ? parent.width - width - 3 : 3
            anchors.verticalCenter: parent.verticalCenter
            width: parent.height - 6
            height: width
            radius: width / 2
            color: toggle.checked ? Theme.accentText : Theme.controlBorder
            Behavior on x { NumberAnimation { duration: Theme.hoverTime } }
        }
    }
    contentItem: Item {
        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - Math.round(36 * Theme.scale) - 20
            spacing: 2
            Text {
                id: titleLine
                width: parent.width
                text: toggle.text
                wrapMode: Text.Wrap
                color: Theme.text
                font.pixelSize: Theme.ui
                Accessible.ignored: true
            }
            Text {
                width: parent.width
                visible: toggle.detail.length > 0
                text: toggle.detail
                wrapMode: Text.Wrap
                color: Theme.textSecondary
                font.pixelSize: Theme.secondary
                lineHeight: 1.25
                Accessible.ignored: true
            }
        }
    }
}
