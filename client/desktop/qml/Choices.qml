// A menu of what can be done with something: opened at it, walked by keys, closed by Escape.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

T.Menu {
    id: menu
    property string label
    // Opened by a key it begins at its first line; where the pointer opened it nothing is chosen yet.
    property bool byKey: false
    readonly property real widest: {
        let out = 0;
        for (let i = 0; i < count; ++i) { const item = itemAt(i); if (item) out = Math.max(out, item.implicitWidth); }
        return out;
    }
    function stand(from, step) {
        for (let i = from; i >= 0 && i < count; i += step) {
            const item = itemAt(i);
            if (item.visible && item.enabled) { currentIndex = i; return; }
        }
    }
    // Of a button it is known from its ring, before the focus goes over.
    property bool ringed: false
    onAboutToShow: ringed = parent !== null && parent.visualFocus === true
    onOpened: if (byKey || ringed) stand(0, 1)
    margins: 8
    padding: 6
    implicitWidth: Math.max(Math.round(220 * Theme.scale), widest) + 12
    implicitHeight: contentItem.implicitHeight + 12
    contentItem: ListView {
        implicitHeight: contentHeight
        implicitWidth: menu.widest
        model: menu.contentModel
        currentIndex: menu.currentIndex
        interactive: false
        Accessible.role: Accessible.PopupMenu
        Accessible.name: menu.label
        Keys.onPressed: event => {
            // Past lines that do not stand here today.
            if (event.key === Qt.Key_Down) menu.stand(menu.currentIndex + 1, 1);
            else if (event.key === Qt.Key_Up) menu.stand(menu.currentIndex < 0 ? menu.count - 1 : menu.currentIndex - 1, -1);
            else if (event.key === Qt.Key_Home) menu.stand(0, 1);
            else if (event.key === Qt.Key_End) menu.stand(menu.count - 1, -1);
            else return;
            event.accepted = true;
        }
    }
    background: Rectangle {
        radius: Theme.radiusControl + 2
        color: Theme.surface
        border.width: 1
        border.color: Theme.controlBorder
    }
}
