// What a message answers to: who, and how it began.
import QtQuick
import Stille.Profile

Rectangle {
    id: block
    property var quote: ({})
    readonly property real wanted: Math.max(author.implicitWidth, excerpt.implicitWidth) + 22
    signal followed(string id)
    implicitHeight: author.implicitHeight + excerpt.implicitHeight + 14
    radius: Theme.radiusChip
    color: Theme.hover
    Rectangle { width: 3; height: parent.height; radius: 1.5; color: Theme.accent }
    Line { id: author; x: 12; y: 6; width: parent.width - 20; text: block.quote.author || ""; font.pixelSize: Theme.meta; font.weight: Font.Medium; color: Theme.textSecondary; Accessible.ignored: true }
    Line { id: excerpt; x: 12; anchors.top: author.bottom; anchors.topMargin: 2; width: parent.width - 20; text: block.quote.excerpt || ""; font.pixelSize: Theme.secondary; color: Theme.textSecondary; Accessible.ignored: true }
    TapHandler { enabled: !!block.quote.id; onTapped: block.followed(block.quote.id) }
}
