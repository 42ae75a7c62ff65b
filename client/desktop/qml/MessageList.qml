// The messages, newest at the foot; what is being looked at stays where it is when others come or change.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

ListView {
    id: view
    required property var talk
    objectName: "messages"
    model: Messages
    verticalLayoutDirection: ListView.BottomToTop
    boundsBehavior: Flickable.StopAtBounds
    // The mouse selects; the wheel, the bar and the keys move.
    interactive: false
    clip: true
    cacheBuffer: 600
    activeFocusOnTab: true
    currentIndex: -1
    keyNavigationEnabled: false
    highlightFollowsCurrentItem: false
    Accessible.role: Accessible.List
    Accessible.name: Words.messages
    header: Item { width: 1; height: 12 }
    footer: Item {
        width: view.width
        height: Messages.whole ? 16 : 56
        PushButton {
            anchors.centerIn: parent
            visible: !Messages.whole && view.count > 0
            text: Words.older
            kind: "plain"
            onClicked: Messages.older()
        }
    }
    T.ScrollBar.vertical: Scroll {}
    delegate: MessageRow {
        width: view.width
        list: view
    }
    // A longer text in the field below leaves whoever is at the end there.
    onHeightChanged: if (!moved && wanted.length === 0 && currentIndex <= 0 && Messages.newest) positionViewAtBeginning()
    property bool toBeAtEnd: false
    function toEnd() {
        wanted = "";
        moved = false;
        toBeAtEnd = !Messages.newest;
        Messages.toNewest();
        positionViewAtBeginning();
    }
    property string wanted
    function reveal(id) {
        wanted = id;
        toBeAtEnd = false;
        moved = false;
        if (Messages.find(id) < 0) Messages.around(id);
        else lookForWanted();
    }
    function lookForWanted() {
        if (wanted.length === 0) return;
        const index = Messages.find(wanted);
        if (index < 0) return;
        positionViewAtIndex(index, ListView.Center);
        currentIndex = index;
        wanted = "";
        forceActiveFocus();
    }
    function settle() {
        lookForWanted();
        if (toBeAtEnd && Messages.newest) { toBeAtEnd = false; positionViewAtBeginning(); }
    }
    // Whatever changes above or below, what is looked at stays where it is; who is at the end stays at the end.
    property var seen: []
    property bool wasAtEnd: true
    function remember() {
        seen = [];
        wasAtEnd = atYEnd && Messages.newest;
        if (wasAtEnd || count === 0) return;
        const middle = contentY + height / 2;
        for (let i = 0; i < contentItem.children.length; ++i) {
            const item = contentItem.children[i];
            if (item.row && item.visible && item.y < contentY + height && item.y + item.height > contentY)
                seen.push({id: item.row.id, place: item.y - contentY, far: Math.abs(item.y + item.height / 2 - middle)});
        }
        seen.sort((one, other) => one.far - other.far);
    }
    function holdStill() {
        forceLayout();
        if (wasAtEnd) { if (wanted.length === 0) positionViewAtBeginning(); return; }
        for (const one of seen) {
            const index = Messages.find(one.id);
            if (index < 0) continue;
            // So much has changed that the view has lost it.
            if (!itemAtIndex(index)) { positionViewAtIndex(index, ListView.Center); forceLayout(); }
            const item = itemAtIndex(index);
            if (item) contentY = item.y - one.place;
            return;
        }
    }
    Connections {
        target: Messages
        function onShowing() { view.remember(); }
        function onShown() { view.holdStill(); Qt.callLater(view.settle); }
    }
    // Near its ends, the page before and the page after come by themselves.
    onContentYChanged: {
        if (count === 0 || contentHeight <= height || !moved) return;
        if (contentY < originY + near) Messages.older();
        else if (contentY > originY + contentHeight - height - near) Messages.newer();
    }
    readonly property real near: height / 2
    /// How far its end is from the lower edge.
    readonly property real away: originY + contentHeight - height - contentY
    property bool moved: false
    function moveBy(pixels) {
        moved = true;
        wanted = "";
        const least = originY;
        const most = Math.max(least, originY + contentHeight - height);
        contentY = Math.max(least, Math.min(most, contentY + pixels));
        returnToBounds();
    }
    function choose(step) {
        if (count === 0) return;
        const next = currentIndex < 0 ? 0 : Math.max(0, Math.min(count - 1, currentIndex + step));
        currentIndex = next;
        positionViewAtIndex(next, ListView.Contain);
        if (next >= count - 3) Messages.older();
        else if (next <= 3) Messages.newer();
    }
    // Whoever presses something in a message stays there: to choose another one would take it from under the pointer.
    onActiveFocusChanged: if (activeFocus && Window.activeFocusItem === view && currentIndex < 0 && count > 0) currentIndex = 0
    Keys.onUpPressed: choose(1)
    Keys.onDownPressed: { if (currentIndex <= 0 && Messages.newest) { currentIndex = -1; view.talk.focusFirst(); } else choose(-1); }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageUp) moveBy(-height * 0.9);
        else if (event.key === Qt.Key_PageDown) moveBy(height * 0.9);
        else if (event.key === Qt.Key_Home) { choose(count); }
        else if (event.key === Qt.Key_End) { currentIndex = 0; toEnd(); }
        else if (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers & Qt.ShiftModifier)) { if (currentItem) currentItem.menu(); }
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) { if (currentItem) currentItem.answer(); }
        else if (event.key === Qt.Key_Delete) { if (currentItem) currentItem.erase(); }
        else if (event.key === Qt.Key_C && event.modifiers & Qt.ControlModifier) { if (currentItem) Desk.copy(currentItem.row.text); }
        else if (KeyMap.pressed("remind", event.key, event.modifiers)) { if (currentItem) currentItem.remind(); }
        // Whoever begins to type means to say something.
        else if (event.text >= " " && event.text !== "\u007f" && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier))) { currentIndex = -1; view.talk.write(event.text); }
        else return;
        event.accepted = true;
    }
    Keys.onEscapePressed: { currentIndex = -1; view.talk.focusFirst(); }
    signal answerTo(var row)
    signal change(var row)
    /// Of the newest own message: its state is said, the others have it in their names.
    readonly property int newestOwn: { count; changes; for (let i = 0; i < count; ++i) if (Messages.at(i).own) return i; return -1; }
    property int changes: 0
    Connections { target: Messages; function onDataChanged() { ++view.changes; } }
    // A notch moves by lines, a touchpad by what it says; nothing glides on.
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.NoButton
        z: 1
        onWheel: wheel => {
            const line = Math.round(Theme.body * Theme.bodyLine);
            const pixels = wheel.pixelDelta.y !== 0 ? wheel.pixelDelta.y
                : wheel.angleDelta.y / 120 * Application.styleHints.wheelScrollLines * line;
            view.moveBy(-pixels);
            wheel.accepted = true;
        }
    }
    function look(file) { picture.show(file); }
    PictureView { id: picture }
    MessageActions { id: actions; list: view }
    property alias actions: actions
}
