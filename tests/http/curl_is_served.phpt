--TEST--
curl: two requests over one connection, an upload, an announced body, compression
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!shell_exec('command -v curl')) {
    die('skip needs curl');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        if ($request->path() === '/long') {
            return str_repeat('long ', 1000);
        }
        return $request->file('doc')?->contents() ?? $request->method() . strlen($request->rawBody());
    };
    $worker->start();
    PHP);
$url = "http://$server->address";
file_put_contents("$server->folder/big", str_repeat('x', 2000000));
echo shell_exec("curl -s -w ' %{num_connects}\n' $url/ $url/ 2>&1");
echo strlen(shell_exec("curl -s -F doc=@$server->folder/big $url/")), "\n";
echo shell_exec("curl -s --data-binary @$server->folder/big $url/ 2>&1"), "\n";
echo shell_exec("curl -s -H 'Transfer-Encoding: chunked' --data-binary @$server->folder/big $url/ 2>&1"), "\n";
echo shell_exec("curl -sI -o /dev/null -w '%{http_code}' $url/ 2>&1"), "\n";
echo strlen(shell_exec("curl -s --compressed $url/long")), "\n";
$server->stop();
?>
--EXPECT--
GET0 1
GET0 0
2000000
POST2000000
POST2000000
200
5000
