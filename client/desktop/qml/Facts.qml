// A fact: what it is, and how it is.
import QtQuick
import Stille.Profile

Item {
    id: fact
    property string name
    property string value
    property string more
    implicitHeight: Math.max(label.implicitHeight, values.implicitHeight)
    height: implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: name + ": " + value + (more.length > 0 ? ", " + more : "")
    Prose { id: label; width: Math.round(parent.width * 0.36); text: fact.name; color: Theme.textSecondary; font.pixelSize: Theme.ui; lineHeight: 1.25; Accessible.ignored: true }
    Column {
        id: values
        x: label.width + 12
        width: parent.width - x
        spacing: 2
        Prose { width: parent.width; text: fact.value; font.pixelSize: Theme.ui; lineHeight: 1.25; wrapMode: Text.WrapAtWordBoundaryOrAnywhere; Accessible.ignored: true }
        Prose { width: parent.width; visible: text.length > 0; text: fact.more; color: Theme.textSecondary; font.pixelSize: Theme.secondary; lineHeight: 1.25; Accessible.ignored: true }
    }
}
