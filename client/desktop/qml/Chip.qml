// A small choice among others of its kind.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Button {
    id: chip
    checkable: false
    property bool chosen: false
    // Something new lies there; what it is called then.
    property string news
    implicitWidth: label.implicitWidth + (news.length > 0 ? 32 : 20)
    implicitHeight: Math.max(Theme.target, Math.round(32 * Theme.scale))
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    font.pixelSize: Theme.secondary
    Accessible.role: Accessible.RadioButton
    Accessible.name: news.length > 0 ? text + ", " + news : text
    Accessible.checkable: true
    Accessible.checked: chosen
    Keys.onReturnPressed: clicked()
    contentItem: Text {
        id: label
        text: chip.text
        font.pixelSize: chip.font.pixelSize
        font.weight: chip.chosen ? Font.Medium : Font.Normal
        color: !chip.enabled ? Theme.textMeta : chip.chosen ? Theme.text : Theme.textSecondary
        rightPadding: chip.news.length > 0 ? 12 : 0
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 2
            anchors.bottomMargin: 2
            radius: Theme.radiusChip
            color: chip.chosen ? Theme.selected : chip.hovered ? Theme.hover : "transparent"
            border.width: chip.chosen && Theme.contrast ? 2 : 0
            border.color: Theme.text
        }
        Rectangle { visible: chip.news.length > 0; anchors.right: parent.right; anchors.rightMargin: 8; anchors.verticalCenter: parent.verticalCenter; width: 8; height: 8; radius: 4; color: Theme.accent }
        FocusRing { around: chip; shown: chip.visualFocus; gap: 0; radius: Theme.radiusChip }
    }
}
