// The field for a passphrase: dots for what is typed, which itself never becomes a text.
import QtQuick
import Stille.Profile

FocusScope {
    id: field
    property string label
    property string problem
    property string hint
    property alias secret: secret
    property alias length: secret.length
    signal accepted()
    implicitHeight: column.implicitHeight
    implicitWidth: 320
    Column {
        id: column
        width: parent.width
        spacing: 4
        Line {
            width: parent.width
            text: field.label
            font.pixelSize: Theme.secondary
            font.weight: Font.Medium
            color: Theme.textSecondary
            bottomPadding: 2
        }
        Rectangle {
            width: parent.width
            height: Math.max(Theme.target, Math.round(40 * Theme.scale))
            radius: Theme.radiusControl
            color: Theme.surface
            border.width: secret.activeFocus ? Theme.ring : 1
            border.color: field.problem.length > 0 ? Theme.danger : secret.activeFocus ? Theme.accent : Theme.controlBorder
            clip: true
            SecretField {
                id: secret
                anchors.fill: parent
                focus: true
                onAccepted: field.accepted()
                Accessible.role: Accessible.EditableText
                // Who listens hears no keys here. Qt then gives no name either, so what it is stands in the description.
                Accessible.passwordEdit: true
                Accessible.focusable: true
                Accessible.description: [field.label, field.problem.length > 0 ? field.problem : field.hint].filter(one => one.length > 0).join(". ")
            }
            Item {
                id: inside
                x: 14
                width: parent.width - 28
                height: parent.height
                clip: true
                Rectangle {
                    visible: secret.marked
                    x: dots.x
                    width: dots.implicitWidth
                    anchors.verticalCenter: parent.verticalCenter
                    height: Math.round(20 * Theme.scale)
                    color: Theme.accent
                }
                // Of a long one the end is seen.
                Row {
                    id: dots
                    x: Math.min(0, inside.width - implicitWidth)
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 5
                    Repeater {
                        model: secret.length
                        Rectangle { width: 7; height: 7; radius: 3.5; color: secret.marked ? Theme.accentText : Theme.text }
                    }
                }
            }
            Rectangle {
                visible: secret.activeFocus && !secret.marked
                x: Math.min(inside.x + dots.x + dots.implicitWidth + (secret.length > 0 ? 4 : 0), parent.width - 12)
                anchors.verticalCenter: parent.verticalCenter
                width: 1.5
                height: Math.round(18 * Theme.scale)
                color: Theme.text
            }
        }
        Prose {
            width: parent.width
            visible: text.length > 0
            text: field.problem.length > 0 ? field.problem : secret.caps ? Words.secretCaps : field.hint
            color: field.problem.length > 0 ? Theme.danger : Theme.textSecondary
            font.pixelSize: Theme.secondary
            lineHeight: 1.25
            topPadding: 2
        }
    }
}
