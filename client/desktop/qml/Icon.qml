// A small drawing of lines, 20 by 20, in the colour of the text beside it.
import QtQuick
import QtQuick.Shapes
import Stille.Profile

Item {
    id: icon
    property string name
    property color ink: Theme.textSecondary
    property real size: Math.round(20 * Theme.scale)
    readonly property var paths: ({
        "keep": "M10 16.5 C6 13.5 3 11 3 7.6 C3 5.4 4.7 4 6.5 4 C8 4 9.3 4.9 10 6.2 C10.7 4.9 12 4 13.5 4 C15.3 4 17 5.4 17 7.6 C17 11 14 13.5 10 16.5 Z",
        "talk": "M4 4.5 H16 A1.5 1.5 0 0 1 17.5 6 V12.5 A1.5 1.5 0 0 1 16 14 H9 L5.5 17 V14 H4 A1.5 1.5 0 0 1 2.5 12.5 V6 A1.5 1.5 0 0 1 4 4.5 Z",
        "people": "M7.5 9.5 A3 3 0 1 0 7.5 3.5 A3 3 0 1 0 7.5 9.5 M2.5 16.5 C2.5 13.5 4.7 11.8 7.5 11.8 C10.3 11.8 12.5 13.5 12.5 16.5 M12.5 4 A2.8 2.8 0 0 1 12.5 9.3 M14.5 12.2 C16.4 12.9 17.5 14.4 17.5 16.5",
        "search": "M9 14.5 A5.5 5.5 0 1 0 9 3.5 A5.5 5.5 0 1 0 9 14.5 M13 13 L17 17",
        "settings": "M3 6 H9 M13 6 H17 M11 8 A2 2 0 1 0 11 4 A2 2 0 1 0 11 8 M3 14 H6 M10 14 H17 M8 16 A2 2 0 1 0 8 12 A2 2 0 1 0 8 16",
        "lock": "M5.5 9 H14.5 A1 1 0 0 1 15.5 10 V15.5 A1 1 0 0 1 14.5 16.5 H5.5 A1 1 0 0 1 4.5 15.5 V10 A1 1 0 0 1 5.5 9 Z M7 9 V6.5 A3 3 0 0 1 13 6.5 V9",
        "plus": "M10 4 V16 M4 10 H16",
        "back": "M12.5 4 L6.5 10 L12.5 16",
        "next": "M7.5 4 L13.5 10 L7.5 16",
        "down": "M4 7.5 L10 13.5 L16 7.5",
        "close": "M5 5 L15 15 M15 5 L5 15",
        "more": "M4.5 10 H4.6 M10 10 H10.1 M15.5 10 H15.6",
        "attach": "M15.5 9.5 L9.8 15.2 A3.2 3.2 0 0 1 5.2 10.7 L11.2 4.7 A2.1 2.1 0 0 1 14.2 7.7 L8.4 13.5 A1 1 0 0 1 6.9 12 L12 6.9",
        "send": "M10 16 V4.5 M5 9 L10 4 L15 9",
        "reply": "M8 5 L3.5 9.5 L8 14 M3.5 9.5 H12 A4.5 4.5 0 0 1 16.5 14 V15.5",
        "pin": "M7 3.5 H13 M8 3.5 V8.5 L5.5 11.5 H14.5 L12 8.5 V3.5 M10 11.5 V16.5",
        "mute": "M5 14 V9 A5 5 0 0 1 13.8 5.8 M15 9 V14 M3.5 14 H14 M8.5 16.5 H11.5 M3 3 L17 17",
        "check": "M4 10.5 L8 14.5 L16 5.5",
        "file": "M5.5 3 H11 L15 7 V16 A1 1 0 0 1 14 17 H6.5 A1 1 0 0 1 5.5 16 Z M11 3 V7 H15",
        "copy": "M7 7 H15.5 V16.5 H7 Z M4.5 13 V3.5 H13",
        "info": "M10 17 A7 7 0 1 0 10 3 A7 7 0 1 0 10 17 M10 9.2 V13.5 M10 6.4 V6.5",
        "clock": "M10 17 A7 7 0 1 0 10 3 A7 7 0 1 0 10 17 M10 6 V10 L13 12",
        "gift": "M3.5 8 H16.5 V11 H3.5 Z M4.5 11 V16.5 H15.5 V11 M10 8 V16.5 M10 8 C7 8 5.8 6.8 6 5.4 C6.3 3.8 9 3.8 10 8 C11 3.8 13.7 3.8 14 5.4 C14.2 6.8 13 8 10 8",
        "shield": "M10 3 L16 5.2 V9.8 C16 13.4 13.5 15.9 10 17 C6.5 15.9 4 13.4 4 9.8 V5.2 Z M7.3 9.8 L9.3 11.8 L12.9 8"
    })
    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true
    Shape {
        width: 20
        height: 20
        scale: icon.size / 20
        transformOrigin: Item.TopLeft
        ShapePath {
            strokeColor: icon.ink
            strokeWidth: icon.name === "more" ? 2.4 : 1.6
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: icon.paths[icon.name] || "" }
        }
    }
}
