// A surface for things that belong together.
import QtQuick
import Stille.Profile

Rectangle {
    default property alias content: column.data
    property alias spacing: column.spacing
    property int padding: Theme.cardPadding
    implicitHeight: column.implicitHeight + 2 * padding
    implicitWidth: 320
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: 1
    border.color: Theme.hairline
    Column {
        id: column
        x: parent.padding
        y: parent.padding
        width: parent.width - 2 * parent.padding
        spacing: 12
    }
}
