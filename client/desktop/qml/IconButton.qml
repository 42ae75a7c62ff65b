// A button that is a drawing; its words are in the name for who listens and in the tip for who points.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Button {
    id: button
    property string symbol
    property string tip: text
    property bool strong: false
    property real radius: Theme.radiusControl
    // Who has pressed it knows what it does: nothing lies over what it opened.
    property bool known: false
    implicitWidth: Math.max(Theme.target, Math.round(36 * Theme.scale))
    implicitHeight: implicitWidth
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    onPressedChanged: if (pressed) known = true
    onClicked: known = true
    onHoveredChanged: if (!hovered) known = false
    // Where a page begins with it nobody has asked: only a Tab, which is let go of here, has come on purpose.
    property bool reached: false
    onVisualFocusChanged: { if (visualFocus) known = false; else reached = false; }
    Keys.onReleased: event => { if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab) reached = visualFocus; }
    Accessible.role: Accessible.Button
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.symbol
            ink: button.strong ? (button.enabled ? Theme.accentText : Theme.textMeta)
                : button.enabled ? (button.hovered ? Theme.text : Theme.textSecondary) : Theme.controlBorder
        }
    }
    background: Rectangle {
        radius: button.radius
        color: button.strong ? (button.enabled ? (button.hovered ? Theme.accentHover : Theme.accent) : Theme.hover)
            : button.hovered || button.down ? Theme.hover : "transparent"
        FocusRing { around: button; shown: button.visualFocus; radius: button.radius + gap }
    }
    Tip { words: button.tip; shown: !button.known && (button.hovered || button.reached) }
}
