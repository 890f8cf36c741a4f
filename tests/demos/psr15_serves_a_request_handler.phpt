--TEST--
examples/psr15.php: a PSR-15 request handler gets query, form and files as PSR-7 objects, and its response is the answer
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/psr.inc';
crew_psr_skip_without();
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';
require __DIR__ . '/../support/psr.inc';

$folder = crew_psr_folder();
$server = crew_start("<?php symlink('$folder/vendor', __DIR__ . '/vendor'); putenv('ADDRESS=http://127.0.0.1:0'); ?>" .
    file_get_contents(__DIR__ . '/../../examples/psr15.php'));
$form = fn (string $bytes) => "--B\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"a.txt\"\r\n\r\n$bytes\r\n--B--\r\n";
$type = ['Content-Type' => 'multipart/form-data; boundary=B'];
$large = str_repeat('0123456789abcdef', 10000);
$answers = [
    http_ask($server, 'GET /'),
    http_ask($server, 'GET /?name=a+b'),
    http_ask($server, 'POST /', $type, $form('bytes')),
    http_ask($server, 'POST /', $type, $form($large)),
];
foreach ($answers as $answer) {
    echo http_show($answer, 'content-type'), str_replace([sha1('bytes'), sha1($large)], ['as sent', 'as sent, large'], $answer['body']);
}
$server->stop();
?>
--CLEAN--
<?php
require __DIR__ . '/../support/psr.inc';
crew_psr_clean();
?>
--EXPECT--
HTTP/1.1 200 OK
  content-type: text/plain
Hello, world
HTTP/1.1 200 OK
  content-type: text/plain
Hello, a b
HTTP/1.1 200 OK
  content-type: text/plain
Hello, world
doc: as sent
HTTP/1.1 200 OK
  content-type: text/plain
Hello, world
doc: as sent, large
