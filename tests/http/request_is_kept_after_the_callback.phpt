--TEST--
A request that the script keeps stays what it was, while others come
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $kept = [];
    $worker->onMessage = function ($conn, $request) use (&$kept) {
        $request->context = count($kept);
        $kept[] = $request;
        return implode(' ', array_map(fn ($r) => $r->context . $r->path() . $r->header('x') . $r->rawBody() . $r->get('q'), $kept));
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (['one', 'two', 'three'] as $word) {
    fwrite($client, http_request("POST /$word?q=Q$word", ['X' => "($word)"], "<$word>"));
    echo http_answer($client)['body'], "\n";
}
$server->stop();
?>
--EXPECT--
0/one(one)<one>Qone
0/one(one)<one>Qone 1/two(two)<two>Qtwo
0/one(one)<one>Qone 1/two(two)<two>Qtwo 2/three(three)<three>Qthree
