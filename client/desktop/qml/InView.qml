// What the keyboard reaches in a column is brought into view, with some room around it.
import QtQuick

Item {
    id: view
    required property Flickable flick
    required property Item column
    property real room: 24
    readonly property Item at: Window.activeFocusItem
    Accessible.ignored: true
    onAtChanged: {
        let item = at;
        while (item && item !== column) item = item.parent;
        if (!item) return;
        const top = at.mapToItem(column, 0, 0).y + column.y;
        const lowest = Math.max(0, flick.contentHeight - flick.height);
        if (top < flick.contentY + room - 8) flick.contentY = Math.max(0, Math.min(top - room, lowest));
        else if (top + at.height > flick.contentY + flick.height - room + 8) flick.contentY = Math.max(0, Math.min(top + at.height - flick.height + room, lowest));
    }
}
