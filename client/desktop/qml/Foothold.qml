// Whatever has the keyboard on a page may go, be folded away or be disabled. The nearest that is left has it then, so that
// neither Tab nor Escape begins somewhere else.
import QtQuick
import QtQuick.Templates as T
import Stille.Profile

Item {
    id: foothold
    required property Item page
    required property Item column
    property bool held: false   // the page had it last
    property bool shown: false  // with a ring around it
    property real level: 0      // how far down the column
    readonly property Item at: Window.activeFocusItem
    Accessible.ignored: true
    function holds(one, item) {
        for (; item; item = item.parent) if (item === one) return true;
        return false;
    }
    /// It is nowhere, or with something that only contains the page.
    function lost(item) { return !item || holds(item, page); }
    onAtChanged: {
        if (lost(at)) {
            if (held) soon.restart();
        } else if (holds(page, at)) {
            held = true;
            shown = at.visualFocus === true;
            level = at.mapToItem(column, 0, 0).y;
        } else if (!holds(T.Overlay.overlay, at)) {
            held = false;
        }
    }
    function reachable(item, out) {
        for (let i = 0; i < item.children.length; ++i) {
            const child = item.children[i];
            if (!child.visible || !child.enabled) continue;
            if (child.activeFocusOnTab) out.push(child);
            reachable(child, out);
        }
        return out;
    }
    // Once everything has settled; with the page it goes.
    Timer { id: soon; interval: 0; onTriggered: foothold.recover() }
    function recover() {
        if (!held || !page.visible || !Window.active || !lost(Window.activeFocusItem)) return;
        const all = reachable(column, []);
        if (all.length === 0) return;
        const next = all.find(one => one.mapToItem(column, 0, 0).y > level - 1) || all[all.length - 1];
        next.forceActiveFocus(shown ? Qt.TabFocusReason : Qt.OtherFocusReason);
    }
}
