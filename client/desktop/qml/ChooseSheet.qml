// One of several people or groups: `rows` are {alias, name, group}. Arrows go through them, Enter takes one.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Sheet {
    id: sheet
    property var rows: []
    signal chosen(var row)
    onOpened: names.step(-1, 1)
    Column {
        id: names
        width: parent.width
        function step(from, by) {
            const next = each.itemAt(Math.max(0, Math.min(each.count - 1, from + by)));
            if (next) next.forceActiveFocus(Qt.TabFocusReason);
        }
        Repeater {
            id: each
            model: sheet.rows
            T.Button {
                id: one
                required property var modelData
                required property int index
                width: names.width
                height: Math.max(Theme.target, Math.round(44 * Theme.scale))
                text: modelData.name
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                Accessible.role: Accessible.Button
                Accessible.name: text
                onClicked: { sheet.close(); sheet.chosen(modelData); }
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                Keys.onDownPressed: names.step(index, 1)
                Keys.onUpPressed: names.step(index, -1)
                background: Rectangle { radius: Theme.radiusControl; color: one.hovered ? Theme.hover : "transparent"; FocusRing { around: one; shown: one.visualFocus; gap: -2 } }
                contentItem: Item {
                    Avatar { id: face; x: 8; size: Math.round(28 * Theme.scale); anchors.verticalCenter: parent.verticalCenter; name: one.modelData.name; alias: one.modelData.alias; group: one.modelData.group || false }
                    Line { x: face.x + face.width + 12; width: parent.width - x - 8; anchors.verticalCenter: parent.verticalCenter; text: one.text; Accessible.ignored: true }
                }
            }
        }
    }
}
