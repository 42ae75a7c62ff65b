// Every key, on one sheet; whoever wants another one presses it here.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Sheet {
    id: sheet
    width: Math.min(Math.round(560 * Math.max(1, Theme.scale * 0.9)), parent.width - 32)
    title: Words.keysTitle
    words: Words.keysLead
    dismiss: Words.close
    property string waiting  // for the key of this action
    property string problem
    property var rows: []
    function load() { rows = KeyMap.rows(); }
    onAboutToShow: { waiting = ""; problem = ""; load(); }
    Connections {
        target: KeyMap
        function onRemapped() { if (sheet.visible) sheet.load(); }
    }
    Notice { width: parent.width; words: sheet.problem }
    Column {
        width: parent.width
        Repeater {
            model: sheet.rows
            T.Button {
                id: row
                required property var modelData
                readonly property bool asked: sheet.waiting === modelData.id
                width: parent.width
                height: Math.max(Theme.target, what.implicitHeight + 12)
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                text: modelData.words
                Accessible.role: Accessible.Button
                Accessible.name: modelData.words + ": " + (asked ? Words.keyPress : modelData.keys)
                onClicked: { sheet.problem = ""; sheet.waiting = asked ? "" : modelData.id; }
                onActiveFocusChanged: if (!activeFocus && asked) sheet.waiting = ""
                Keys.onShortcutOverride: event => event.accepted = row.asked
                Keys.onPressed: event => {
                    if (!asked) { if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) { clicked(); event.accepted = true; } return; }
                    event.accepted = true;
                    if ([Qt.Key_Control, Qt.Key_Shift, Qt.Key_Alt, Qt.Key_Meta, Qt.Key_AltGr].indexOf(event.key) >= 0) return;
                    if (event.key === Qt.Key_Escape) { sheet.waiting = ""; return; }
                    sheet.problem = KeyMap.choose(modelData.id, event.key, event.modifiers);
                    if (sheet.problem.length === 0) sheet.waiting = "";
                }
                background: Rectangle { radius: Theme.radiusControl; color: row.asked ? Theme.selected : row.hovered ? Theme.hover : "transparent"; FocusRing { around: row; shown: row.visualFocus; gap: 0 } }
                contentItem: Item {
                    Line { id: what; x: 8; width: parent.width - keyLine.width - 28; anchors.verticalCenter: parent.verticalCenter; text: row.modelData.words; Accessible.ignored: true }
                    Line { id: keyLine; anchors.right: parent.right; anchors.rightMargin: 8; anchors.verticalCenter: parent.verticalCenter; text: row.asked ? Words.keyPress : row.modelData.keys; color: row.asked || row.modelData.own ? Theme.accent : Theme.textSecondary; Accessible.ignored: true }
                }
            }
        }
    }
    Line { width: parent.width; text: Words.keysFixed; wrapMode: Text.Wrap; color: Theme.textMeta; font.pixelSize: Theme.secondary }
    PushButton { kind: "plain"; visible: sheet.rows.some(row => row.own); text: Words.keysReset; onClicked: KeyMap.reset() }
}
