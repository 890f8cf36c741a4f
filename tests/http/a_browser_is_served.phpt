--TEST--
Chromium: a page with its style sheet, script and picture from documentRoot; fetch, an upload, a stream and Server-Sent Events from onMessage
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/browser.inc';
browser_skip_without();
?>
--FILE--
<?php
require __DIR__ . '/../support/browser.inc';

$root = crew_folder();
file_put_contents("$root/index.html", <<<'HTML'
    <!DOCTYPE html>
    <html lang="en">
    <head>
        <meta charset="utf-8">
        <title>A page</title>
        <link rel="icon" href="picture.svg">
        <link rel="stylesheet" href="style.css">
        <script src="app.js" type="module"></script>
    </head>
    <body>
        <img id="picture" src="picture.svg" alt="">
        <img src="/held" alt="">
        <pre id="saw">nothing</pre>
    </body>
    </html>
    HTML);
file_put_contents("$root/style.css", 'body { color: rgb(1, 2, 3); }');
file_put_contents("$root/picture.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="34"><circle r="5"/></svg>');
file_put_contents("$root/app.js", <<<'JS'
    const saw = [];

    async function look() {
        const picture = document.querySelector('#picture');
        await picture.decode();
        saw.push(`svg: ${picture.naturalWidth}x${picture.naturalHeight}`, `css: ${getComputedStyle(document.body).color}`);

        const json = await fetch('/json', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({a: [1, 'é']})});
        saw.push(`fetch: ${json.status} ${json.headers.get('content-type')} ${await json.text()}`);

        const form = new FormData();
        form.append('name', 'a "b"');
        form.append('doc', new Blob(['x'.repeat(100000)], {type: 'text/plain'}), 'ä.txt');
        saw.push(`upload: ${await (await fetch('/upload', {method: 'POST', body: form})).text()}`);

        const reader = (await fetch('/stream')).body.getReader();
        let bytes = 0;
        for (let piece; !(piece = await reader.read()).done;) {
            bytes += piece.value.length;
        }
        saw.push(`stream: ${bytes} bytes`);

        saw.push(`events: ${await new Promise((done) => {
            const source = new EventSource('/events');
            const got = [];
            source.addEventListener('tick', (event) => {
                got.push(`${event.lastEventId}=${event.data}`);
                if (got.length === 4) {
                    source.close();
                    done(got.join(' '));
                }
            });
        })}`);
    }

    await look().catch((error) => saw.push(`${error}`));
    document.querySelector('#saw').textContent = saw.join('\n');
    await fetch('/done', {method: 'POST'});
    JS);

$server = crew_start("const ROOT = '$root';\n" . <<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->documentRoot = ROOT;
    $held = null;
    $worker->onMessage = function ($conn, $request) use (&$held) {
        switch ($request->path()) {
            case '/held':
                $held = $conn;
                return;
            case '/done':
                $held?->send(new Crew\Http\Response(204));
                return new Crew\Http\Response(204);
            case '/json':
                return new Crew\Http\Response(201, ['Content-Type' => 'application/json'], json_encode($request->json()));
            case '/upload':
                $file = $request->file('doc');
                return $request->post('name') . ", {$file->name()}, {$file->type()}, {$file->size()} bytes";
            case '/stream':
                $writer = $conn->begin();
                for ($i = 0; $i < 10; $i++) {
                    $writer->write(str_repeat('x', 10000));
                }
                $writer->end();
                return;
            case '/events':
                /* The second connection is the browser's own: it says where it was. */
                $last = (int)$request->header('last-event-id', 0);
                $events = $conn->events();
                $events->send("after $last", event: 'tick', id: (string)($last + 1), retry: 10);
                $events->send("two\nlines", event: 'tick', id: (string)($last + 2));
                $events->end();
                return;
        }
        return new Crew\Http\Response(404);
    };
    $worker->start();
    PHP);
$browser = new Browser("http://$server->address/");
echo $browser->text('saw'), "\n";
$server->stop();
?>
--EXPECT--
svg: 12x34
css: rgb(1, 2, 3)
fetch: 201 application/json {"a":[1,"\u00e9"]}
upload: a "b", ä.txt, text/plain, 100000 bytes
stream: 100000 bytes
events: 1=after 0 2=two
lines 3=after 2 4=two
lines
