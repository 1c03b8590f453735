"""Session: a visitor's browser as the server sees it, above all a websocket with its protocol.

Messages are parsed as far as a visitor needs them: which controls are on the page with which
choices, whether something went wrong, when a run is at its end.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from files import Files
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

PATIENCE = 120.0  # seconds for a run, after which it counts as one that never ends
CONTROLS = frozenset(
    ("selectbox", "multiselect", "slider", "number_input", "button_group", "checkbox",
     "text_area", "bidi_component", "dataframe", "button", "file_uploader")
)  # fmt: skip
PLOTS = "plot.preload"  # says where the files are that plots run on
ENDS = {
    ForwardMsg.FINISHED_SUCCESSFULLY: None,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR: "the script does not compile",
}


@dataclass
class Control:
    """A control on the page: its kind, its message, and the value it has in the browser."""

    kind: str
    proto: Any

    @property
    def options(self) -> list[str]:
        """What can be chosen, as it is shown."""
        if self.kind == "button_group":
            return [option.content for option in self.proto.options]
        return list(self.proto.options)

    @property
    def one_only(self) -> bool:
        """Whether a row of buttons lets one be chosen, not several."""
        return self.kind == "button_group" and self.proto.click_mode == 0

    def first_value(self) -> Any:
        """Give the value the server shows the control with."""
        proto, kind = self.proto, self.kind
        if kind == "selectbox":
            set_by_server, default = proto.raw_value, [*proto.options[proto.default :][:1], ""][0]
        elif kind == "multiselect":
            set_by_server = list(proto.raw_values)
            default = [proto.options[row] for row in proto.default]
        elif kind == "button_group":
            set_by_server = list(proto.raw_values)
            default = [proto.options[row].content for row in proto.default]
        elif kind == "slider":
            is_select = bool(proto.options)
            set_by_server = list(proto.raw_value if is_select else proto.value)
            default = [proto.options[int(each)] if is_select else each for each in proto.default]
        else:
            set_by_server, default = getattr(proto, "value", None), getattr(proto, "default", None)
        return set_by_server if getattr(proto, "set_value", False) else default

    def state(self, value: Any) -> WidgetState:
        """Give a value as the browser sends it."""
        made = WidgetState(id=self.proto.id)
        if self.kind in ("multiselect", "button_group") or (
            self.kind == "slider" and self.proto.options
        ):
            made.string_array_value.data[:] = value
        elif self.kind == "slider":
            made.double_array_value.data[:] = value
        elif self.kind == "number_input":
            made.double_value = value
        elif self.kind == "checkbox":
            made.bool_value = value
        elif self.kind == "bidi_component":
            made.json_value = json.dumps(value)
        elif self.kind == "button":
            made.trigger_value = value
        elif self.kind == "file_uploader":
            made.file_uploader_state_value.uploaded_file_info.extend(value)
        else:
            made.string_value = value
        return made


@dataclass
class Session:
    """One visitor's connection.

    Attributes
    ----------
    address : str
        Of the server, ``http://localhost:8501``.
    page : str
        The page that is open, by its name in the address bar.
    controls : dict
        What is on the page, by key.
    errors : list of str
        What went wrong so far.
    warnings : list of str
        What the page asked the visitor to mend.
    """

    address: str
    page: str = ""
    controls: dict[str, Control] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    received: int = 0
    _socket: Any = None
    _pages: dict[str, str] = field(default_factory=dict)
    _script: str = ""
    _values: dict[str, Any] = field(default_factory=dict)
    _query: dict[str, str] = field(default_factory=dict)
    _kept: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    _keep_for: int = 2
    _runs: int = 0
    _files: Files = field(init=False)
    _seen: dict[str, Control] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._files = Files(self.address)

    async def open(self, page: str) -> float:
        """Come to a page, by its address or by a click on its name; give the seconds it took."""
        if self._socket is None:
            self._socket = await connect(
                self.address.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=["streamlit"],  # type: ignore[list-item]
                max_size=None,
                ping_interval=None,
            )
        self.page, self._query = page, {}
        self._script = self._pages.get(page, "")
        return await self._run({})

    async def load(self, page: str) -> float:
        """Load a page anew, as a browser that was never here; give the seconds until all was there.

        The files of the document come first, then the page's first run with what it draws, then
        what plots run on: one after another, which takes a little longer than in a browser.
        """
        await self.leave()
        started = time.perf_counter()
        await asyncio.to_thread(self._files.document, page)
        await self.open(page)
        await asyncio.to_thread(self._files.plot, json.loads(self.controls[PLOTS].proto.json))
        return time.perf_counter() - started

    async def upload(self, key: str, name: str, content: bytes) -> float:
        """Bring a file; give the seconds until the page has answered."""
        started = time.perf_counter()
        message = BackMsg()
        message.file_urls_request.request_id = name
        message.file_urls_request.file_names.append(name)
        await self._socket.send(message.SerializeToString())
        place = await self._hear_place()
        await asyncio.to_thread(self._files.put, place.upload_url, name, content)
        told = UploadedFileInfo(
            name=name, size=len(content), file_id=place.file_id, file_urls=place
        )
        await self.change(key, [told])
        return time.perf_counter() - started

    async def _hear_place(self) -> FileURLs:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = ForwardMsg.FromString(await self._socket.recv(decode=False))
                if message.WhichOneof("type") == "file_urls_response":
                    return message.file_urls_response.file_urls[0]

    async def leave(self) -> None:
        """Close the page: whoever comes back is a stranger to the server."""
        await self.close()
        self._socket, self._files, self._script = None, Files(self.address), ""
        for kept in (self.controls, self._pages, self._values, self._kept):
            kept.clear()

    async def change(self, key: str, value: Any) -> float:
        """Give a control another value; give the seconds until the page has answered."""
        control = self.controls[key]
        if control.kind != "button":
            self._values[control.proto.id] = value
        in_link = getattr(control.proto, "query_param_key", "")
        if in_link:
            self._query[in_link] = value
        return await self._run({key: value})

    async def close(self) -> None:
        """Leave."""
        if self._socket is not None:
            await self._socket.close()
        self._files.close()

    def value(self, key: str) -> Any:
        """Give the value a control has now."""
        return self._values[self.controls[key].proto.id]

    async def _run(self, changed: dict[str, Any]) -> float:
        started = time.perf_counter()
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = urlencode(self._query)
        asked.page_script_hash = self._script
        asked.page_name = "" if self._script else self.page
        asked.cached_message_hashes.extend(self._kept)
        if changed:  # a page that is opened has no controls yet
            for key, control in self.controls.items():
                value = changed.get(key) if control.kind == "button" else self.value(key)
                if value is not None:
                    asked.widget_states.widgets.append(control.state(value))
        try:
            async with asyncio.timeout(PATIENCE):
                await self._socket.send(message.SerializeToString())
                await self._hear()
        except TimeoutError:
            self.errors.append(f"{self.page}: a run did not end within {PATIENCE:.0f} s")
        except ConnectionClosed as gone:
            self.errors.append(f"{self.page}: disconnected, {gone}")
            raise
        return time.perf_counter() - started

    async def _hear(self) -> None:
        """Read what a run sends, to its end; a run that another replaces is not the last."""
        while True:
            data = await self._socket.recv(decode=False)
            self.received += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                message = self._from_kept(message.ref_hash)
                kind = "delta"
            elif message.metadata.cacheable:
                self._kept[message.hash] = (self._runs, message)
            if kind == "delta":
                self._take(message.delta)
            elif kind == "new_session":
                self._begin(message)
            elif kind == "navigation":
                pages = message.navigation.app_pages
                self._pages = {page.url_pathname: page.page_script_hash for page in pages}
                self._script = message.navigation.page_script_hash
            elif kind == "script_finished" and message.script_finished in ENDS:
                self._end(ENDS[message.script_finished])
                return

    def _from_kept(self, name: str) -> ForwardMsg:
        message = self._kept[name][1]
        self._kept[name] = (self._runs, message)
        return message

    def _begin(self, message: ForwardMsg) -> None:
        self._seen = {}
        self._runs += 1
        self._keep_for = message.new_session.config.max_cached_message_age

    def _end(self, trouble: str | None) -> None:
        if trouble:
            self.errors.append(f"{self.page}: {trouble}")
        self.controls = self._seen
        oldest = self._runs - self._keep_for
        self._kept = {name: kept for name, kept in self._kept.items() if kept[0] >= oldest}

    def _take(self, delta: Any) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind in CONTROLS:
            self._take_control(Control(kind, getattr(element, kind)))
        elif kind == "exception":
            self.errors.append(f"{self.page}: {element.exception.type} {element.exception.message}")
        elif kind == "alert" and element.alert.format == Alert.ERROR:
            self.errors.append(f"{self.page}: {element.alert.body}")
        elif kind == "alert" and element.alert.format == Alert.WARNING:
            self.warnings.append(f"{self.page}: {element.alert.body}")

    def _take_control(self, control: Control) -> None:
        name = control.proto.id
        if not name:
            return
        self._seen[name.split("-", 2)[-1]] = control
        if name not in self._values or getattr(control.proto, "set_value", False):
            self._values[name] = control.first_value()
