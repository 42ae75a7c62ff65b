// A person in the address book: name, when one last spoke, and the rhythm.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Button {
    id: line
    required property var row
    required property int index
    required property var home
    property bool picking: false
    property bool picked: false
    signal pick()
    height: Math.round(60 * Theme.scale)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    text: row.name
    Accessible.role: picking ? Accessible.CheckBox : Accessible.Button
    Accessible.checked: picking && picked
    Accessible.name: [row.name, row.trust, row.last].filter(one => one.length > 0).join(", ")
    function openTalk() { if (picking) return pick(); line.home.show(row.alias); line.home.infoShown = line.home.wide; }
    onClicked: openTalk()
    Keys.onReturnPressed: openTalk()
    Keys.onPressed: event => {
        const rhythms = ["none", "1mo", "3mo", "6mo", "1y"];
        const at = event.key - Qt.Key_1;
        if (event.modifiers !== Qt.NoModifier || at < 0 || at >= rhythms.length) return;
        event.accepted = true;
        Profile.call("keep.set", {"contact": line.row.alias, "every": rhythms[at]}, () => { People.refresh(); Keep.refresh(); });
    }
    background: Rectangle { radius: Theme.radiusControl; color: line.hovered ? Theme.hover : "transparent"; FocusRing { around: line; shown: line.visualFocus; gap: 0 } }
    contentItem: Item {
        Avatar { id: face; visible: !line.picking; x: 8; anchors.verticalCenter: parent.verticalCenter; name: line.row.name; alias: line.row.alias }
        Rectangle {
            visible: line.picking
            anchors.centerIn: face
            width: Math.round(22 * Theme.scale)
            height: width
            radius: Theme.radiusChip
            color: line.picked ? Theme.accent : "transparent"
            border.width: line.picked ? 0 : 1
            border.color: Theme.controlBorder
            Icon { anchors.centerIn: parent; visible: line.picked; name: "check"; ink: Theme.accentText; size: Math.round(16 * Theme.scale) }
        }
        Column {
            anchors.left: face.right
            anchors.leftMargin: 12
            anchors.right: rhythm.left
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            spacing: 3
            Line { width: parent.width; text: line.row.name; font.weight: Font.Medium; Accessible.ignored: true }
            Line { width: parent.width; text: [line.row.last, line.row.trust].filter(one => one.length > 0).join(" · "); color: Theme.textSecondary; font.pixelSize: Theme.secondary; Accessible.ignored: true }
        }
        Line {
            id: rhythm
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            text: ({"1mo": Words.everyMonth, "3mo": Words.everyQuarter, "6mo": Words.everyHalf, "1y": Words.everyYear})[line.row.every] || ""
            color: Theme.textMeta
            font.pixelSize: Theme.secondary
            Accessible.ignored: true
        }
    }
}
