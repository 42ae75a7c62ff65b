// A small drawing of lines, 20 by 20, in the colour of the text beside it.
import QtQuick
import Stille.Profile

Image {
    id: icon
    property string name
    property color ink: Theme.textSecondary
    property real size: Math.round(20 * Theme.scale)
    width: size
    height: size
    source: name.length > 0 ? "image://icons/" + name + "/" + Math.ceil(size * Screen.devicePixelRatio) + "/" + String(ink).slice(1) : ""
    Accessible.ignored: true
}
