// A button with words. `kind` is primary (one a screen), quiet, plain or danger, which does it; `grave` is one of the
// quieter ones that leads to something which takes away.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Button {
    id: button
    property string kind: "quiet"
    property bool grave: false
    readonly property bool filled: kind === "primary" || kind === "danger"
    readonly property color ink: !enabled ? Theme.textMeta
        : kind === "primary" ? Theme.accentText : kind === "danger" ? Theme.dangerText : grave ? Theme.danger
        : kind === "plain" ? Theme.accent : Theme.text
    implicitWidth: Math.max(kind === "plain" ? 0 : Math.round(72 * Theme.scale), label.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, Math.round(36 * Theme.scale), label.implicitHeight + 12)
    // Among others in a row that breaks it is never wider than the row; its words then break too.
    width: parent instanceof Flow ? Math.min(implicitWidth, parent.width) : implicitWidth
    leftPadding: kind === "plain" ? 8 : 16
    rightPadding: leftPadding
    font.pixelSize: Theme.ui
    font.weight: Font.Medium
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    contentItem: Text {
        id: label
        text: button.text
        font: button.font
        color: button.ink
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radiusControl
        color: !button.enabled && button.filled ? Theme.hover
            : button.kind === "primary" ? (button.hovered || button.down ? Theme.accentHover : Theme.accent)
            : button.kind === "danger" ? Theme.danger
            : button.hovered || button.down ? Theme.hover
            : button.kind === "plain" ? "transparent" : Theme.surface
        border.width: button.kind === "quiet" ? 1 : 0
        border.color: Theme.controlBorder
        Behavior on color { ColorAnimation { duration: Theme.hoverTime } }
        FocusRing { around: button; shown: button.visualFocus }
    }
}
