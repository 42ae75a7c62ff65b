// A part of a page under its own heading.
import QtQuick
import Stille.Profile

Column {
    id: section
    property string title
    default property alias content: card.content
    spacing: 8
    Heading { width: parent.width; topPadding: 8; text: section.title }
    Card { id: card; width: parent.width; spacing: 16 }
}
