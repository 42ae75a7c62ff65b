// What is to be decided in a group, each with its buttons; and what has been.
import QtQuick
import Stille.Profile

Column {
    id: affairs
    property var circle: ({})
    signal chosen(string method, var params)
    // Anew with every other name and language.
    readonly property var now: People.nameOf && Words.language && circle.alias ? GroupAffairs.of(circle) : []
    // What has stayed the same keeps its buttons, and the focus on them.
    onNowChanged: if (JSON.stringify(now) !== JSON.stringify(all)) all = now
    property var all: []
    visible: all.length > 0
    spacing: 12
    Repeater {
        model: affairs.all
        Rectangle {
            id: affair
            required property var modelData
            width: affairs.width
            implicitHeight: column.implicitHeight + 24
            radius: Theme.radiusControl
            color: Theme.waitingSoft
            border.width: Theme.contrast ? 1 : 0
            border.color: Theme.text
            Accessible.role: Accessible.AlertMessage
            Accessible.name: modelData.words
            Column {
                id: column
                x: 16
                y: 12
                width: parent.width - 32
                spacing: 8
                Prose { width: parent.width; text: affair.modelData.words; font.pixelSize: Theme.ui }
                Flow {
                    width: parent.width
                    spacing: 8
                    visible: affair.modelData.actions.length > 0
                    Repeater {
                        model: affair.modelData.actions
                        PushButton {
                            required property var modelData
                            text: modelData.text
                            onClicked: affairs.chosen(modelData.method, modelData.params)
                        }
                    }
                }
            }
        }
    }
}
