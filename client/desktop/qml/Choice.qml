// One of a few, side by side: `options` are {value, text}.
import QtQuick
import Stille.Profile

Item {
    id: choice
    property string label
    property var options: []
    property var value
    signal picked(var value)
    function focusChosen() {
        for (let i = 0; i < chips.count; ++i) if (chips.itemAt(i).chosen) return chips.itemAt(i).forceActiveFocus(Qt.TabFocusReason);
    }
    implicitWidth: 320
    implicitHeight: column.implicitHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: label
    Column {
        id: column
        width: parent.width
        spacing: 6
        Prose {
            width: parent.width
            visible: choice.label.length > 0
            text: choice.label
            color: choice.enabled ? Theme.text : Theme.textMeta
            font.pixelSize: Theme.ui
            lineHeight: 1.25
        }
        Flow {
            width: parent.width
            spacing: 4
            Repeater {
                id: chips
                model: choice.options
                Chip {
                    required property var modelData
                    text: modelData.text
                    chosen: choice.value === modelData.value
                    onClicked: choice.picked(modelData.value)
                }
            }
        }
    }
}
