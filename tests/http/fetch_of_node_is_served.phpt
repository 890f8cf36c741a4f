--TEST--
fetch of Node: text, JSON there and back, a body as a stream, many at once
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!shell_exec('command -v node')) {
    die('skip needs node');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        if ($request->isJson()) {
            return new Crew\Http\Response(200, ['Content-Type' => 'application/json'], json_encode($request->json()));
        }
        return $request->rawBody() . '!';
    };
    $worker->start();
    PHP);
file_put_contents("$server->folder/client.mjs", <<<'JS'
    const url = process.argv[2];
    const post = (body, headers = {}, more = {}) => fetch(url, {method: 'POST', body, headers, ...more});
    console.log(await (await post('hello')).text());
    console.log(JSON.stringify(await (await post('{"a":[1]}', {'Content-Type': 'application/json'})).json()));
    const pieces = new ReadableStream({start(c) { for (const s of ['a', 'b']) c.enqueue(new TextEncoder().encode(s)); c.close(); }});
    console.log(await (await post(pieces, {}, {duplex: 'half'})).text());
    const all = await Promise.all([...Array(50).keys()].map(async (i) => await (await post(`${i}`)).text() === `${i}!`));
    console.log(all.filter((ok) => ok).length);
    JS);
echo shell_exec("node $server->folder/client.mjs http://$server->address/ 2>&1");
$server->stop();
?>
--EXPECT--
hello!
{"a":[1]}
ab!
50
