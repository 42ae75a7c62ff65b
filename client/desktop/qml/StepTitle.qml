// Where one is among the steps, and what this one is about.
import QtQuick
import Stille.Profile

Column {
    property int number
    property string text
    spacing: 4
    Line {
        width: parent.width
        text: Words.fill(Words.stepOf, [parent.number, 2])
        font.pixelSize: Theme.secondary
        color: Theme.textMeta
    }
    Line {
        width: parent.width
        text: parent.text
        font.pixelSize: Theme.page
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        Accessible.role: Accessible.Heading
    }
}
