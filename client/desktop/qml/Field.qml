// A line to write in, with its label above and what is wrong below.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

FocusScope {
    id: field
    property string label
    property string hint
    property string problem
    property string placeholder
    property bool labelShown: true
    property alias text: input.text
    property alias input: input
    property alias maximumLength: input.maximumLength
    signal accepted()
    implicitHeight: column.implicitHeight
    implicitWidth: 320
    Column {
        id: column
        width: parent.width
        spacing: 4
        Line {
            visible: field.label.length > 0 && field.labelShown
            width: parent.width
            text: field.label
            font.pixelSize: Theme.secondary
            font.weight: Font.Medium
            color: Theme.textSecondary
            bottomPadding: 2
        }
        T.TextField {
            id: input
            focus: true
            width: parent.width
            implicitHeight: Math.max(Theme.target, Math.round(40 * Theme.scale))
            leftPadding: 12
            rightPadding: 12
            verticalAlignment: TextInput.AlignVCenter
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            placeholderTextColor: Theme.textMeta
            font.pixelSize: Theme.ui
            selectByMouse: true
            cursorDelegate: Rectangle { width: 1.5; color: Theme.text; visible: input.activeFocus }
            Accessible.role: Accessible.EditableText
            Accessible.name: field.label
            Accessible.description: field.problem.length > 0 ? field.problem : field.hint
            onAccepted: field.accepted()
            background: Rectangle {
                radius: Theme.radiusControl
                color: Theme.surface
                border.width: input.activeFocus ? Theme.ring : 1
                border.color: field.problem.length > 0 ? Theme.danger : input.activeFocus ? Theme.accent : Theme.controlBorder
                Text {
                    anchors.fill: parent
                    anchors.leftMargin: 12
                    anchors.rightMargin: 12
                    visible: input.length === 0 && input.preeditText.length === 0
                    text: field.placeholder
                    color: Theme.textMeta
                    font: input.font
                    elide: Text.ElideRight
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }
            }
        }
        Prose {
            width: parent.width
            visible: text.length > 0
            text: field.problem.length > 0 ? field.problem : field.hint
            color: field.problem.length > 0 ? Theme.danger : Theme.textSecondary
            font.pixelSize: Theme.secondary
            lineHeight: 1.25
            topPadding: 2
        }
    }
}
