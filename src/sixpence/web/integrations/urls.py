"""/<company>/integrations/"""

from django.urls import path

from sixpence.web.integrations import choosing, connecting, mapping, sources, syncing

app_name = "integrations"
urlpatterns = [
    path("", sources.index, name="index"),
    path("disconnect/", sources.end, name="disconnect"),
    path("calls/", sources.take_calls, name="take-calls"),
    path("calls/end/", sources.end_calls, name="end-calls"),
    path("personio/", connecting.personio, name="personio"),
    path("spreadsheet/", connecting.spreadsheet, name="spreadsheet"),
    path("mapping/", mapping.index, name="mapping"),
    path("mapping/suggested/", mapping.take_suggested, name="take-suggested"),
    path("mapping/preview/", mapping.preview, name="preview"),
    path("mapping/<slug:field>/", mapping.line, name="line"),
    path("people/", choosing.index, name="people"),
    path("people/caught/", choosing.caught, name="caught"),
    path("people/add/", choosing.add, name="add-condition"),
    path("people/remove/", choosing.remove, name="remove-condition"),
    path("people/joiners/", choosing.joiners, name="joiners"),
    path("syncs/", syncing.index, name="syncs"),
    path("syncs/read/", syncing.read_now, name="read"),
    path("syncs/pause/", syncing.pause, name="pause"),
    path("syncs/resume/", syncing.resume, name="resume"),
    path("syncs/<uuid:sync>/", syncing.under_way, name="under-way"),
    path("syncs/<int:number>/", syncing.one, name="sync"),
    path("syncs/<int:number>/log.csv", syncing.as_csv, name="sync-csv"),
]
