// Text of several lines, as wide as it is given.
import QtQuick
import Stille.Profile

Text {
    color: Theme.text
    font.pixelSize: Theme.body
    lineHeight: Theme.bodyLine
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text.length === 0
}
