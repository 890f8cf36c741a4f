--TEST--
A multipart form: fields, files with and without brackets, moveTo(), and the second move
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        $file = $request->file('doc');
        $lines = [json_encode($request->post()), json_encode([$file->name(), $file->type(), $file->size(), $file->error()])];
        $from = $file->path();
        $lines[] = sprintf('%o', fileperms($from) & 0777);
        $file->moveTo(__DIR__ . '/moved');
        $lines[] = json_encode([$file->isMoved(), file_exists($from), file_get_contents(__DIR__ . '/moved'), $file->contents()]);
        foreach (['/nowhere/x' => $request->file('more')[1], __DIR__ . '/again' => $file, __DIR__ . '/none' => $request->file('none')] as $target => $one) {
            try {
                $one->moveTo($target);
            } catch (Crew\Exception $e) {
                $lines[] = str_replace(__DIR__, 'FOLDER', $e->getMessage());
            }
        }
        return implode("\n", $lines) . "\n";
    };
    $worker->start();
    PHP);
function part(string $rest, string $body): string
{
    return "--BOUND\r\nContent-Disposition: form-data; $rest\r\n\r\n$body\r\n";
}
$type = ['Content-Type' => 'multipart/form-data; boundary=BOUND'];

$body = part('name="a[x]"', 'field') . part("name=\"doc\"; filename=\"../d.txt\"\r\nContent-Type: text/plain", "the\r\nbytes")
    . part('name="more[]"; filename="1"', 'one') . part('name="more[]"; filename="2"', 'two') . part('name="none"; filename=""', '') . "--BOUND--\r\n";
echo http_ask($server, 'POST /', $type, $body)['body'];
$server->stop();
?>
--EXPECT--
{"a":{"x":"field"}}
["d.txt","text\/plain",10,0]
600
[true,false,"the\r\nbytes","the\r\nbytes"]
Cannot move the uploaded file "2" to "/nowhere/x": No such file or directory
Cannot move the uploaded file "../d.txt" to "FOLDER/again": it was moved before
Cannot move the uploaded file "" to "FOLDER/none": there is no file, see error()
