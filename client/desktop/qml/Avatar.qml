// The picture of a person or a group; without one, initials on a quiet ground whose tone follows from who it is. Groups
// are square. Whoever has no name yet has a clock: what stands for it are words of ours.
import QtQuick
import Stille.Profile

Rectangle {
    id: avatar
    property string name
    property string alias  // of a group with its #; empty: there is no picture to look for
    property bool group: false
    property real size: Math.round(40 * Theme.scale)
    // With the name, which follows once it is known.
    readonly property bool waited: name.length > 0 && alias.length > 0 && People.isWaitedFor(alias)
    readonly property int tone: {
        let sum = 7;
        for (let i = 0; i < name.length; ++i) sum = (sum * 31 + name.charCodeAt(i)) % 9973;
        return sum % 6;
    }
    readonly property var hues: [0.47, 0.08, 0.58, 0.94, 0.28, 0.72]
    width: size
    height: size
    radius: group ? size * 0.28 : size / 2
    color: picture.shown ? "transparent" : Theme.contrast ? Theme.surface : waited ? Theme.hover : Qt.hsla(hues[tone], Theme.dark ? 0.22 : 0.28, Theme.dark ? 0.26 : 0.85, 1)
    border.width: Theme.contrast && !picture.shown ? 1 : 0
    border.color: Theme.text
    Accessible.ignored: true
    Icon {
        visible: avatar.waited && !picture.shown
        anchors.centerIn: parent
        name: visible ? "clock" : ""
        size: Math.round(avatar.size * 0.5)
    }
    Text {
        visible: !picture.shown && !avatar.waited
        anchors.centerIn: parent
        text: {
            const words = avatar.name.replace(/^#/, "").split(/[\s-]+/).filter(word => word.length > 0 && !word.startsWith("("));
            if (words.length === 0) return "";
            const first = String.fromCodePoint(words[0].codePointAt(0));
            const last = words.length > 1 ? String.fromCodePoint(words[words.length - 1].codePointAt(0)) : "";
            return (first + last).toUpperCase();
        }
        color: Theme.contrast ? Theme.text : Qt.hsla(avatar.hues[avatar.tone], Theme.dark ? 0.35 : 0.45, Theme.dark ? 0.85 : 0.24, 1)
        font.pixelSize: Math.round(avatar.size * 0.36)
        font.weight: Font.DemiBold
    }
    Image {
        id: picture
        readonly property bool shown: status === Image.Ready
        anchors.fill: parent
        source: Portraits.of(avatar.alias)
        visible: shown
        mipmap: true
    }
}
