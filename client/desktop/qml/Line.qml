// One line of text that ends in an ellipsis where it has no room.
import QtQuick
import Stille.Profile

Text {
    color: Theme.text
    font.pixelSize: Theme.ui
    elide: Text.ElideRight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text.length === 0
}
