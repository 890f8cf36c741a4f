--TEST--
examples/superglobals.php: what the script prints and its header() and setcookie() are the answer, up to its exit; nothing is left for the next
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$examples = realpath(__DIR__ . '/../../examples');
$server = crew_start("putenv('ADDRESS=http://127.0.0.1:0'); \$argv[1] = '$examples/legacy.php'; require '$examples/superglobals.php';", [
    'disable_functions' => 'header,header_remove,headers_list,headers_sent,http_response_code,setcookie,is_uploaded_file,move_uploaded_file',
]);
$form = "--B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nfrom a form\r\n" .
    "--B\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"a.txt\"\r\n\r\nbytes\r\n--B--\r\n";
$answers = [
    http_ask($server, 'GET /page?name=you', ['Cookie' => 'visits=4']),
    http_ask($server, 'GET /?exit=1'),
    http_ask($server, 'GET /?away=1'),
    http_ask($server, 'POST /', ['Content-Type' => 'multipart/form-data; boundary=B'], $form),
];
foreach ($answers as $answer) {
    echo http_show($answer, 'content-type', 'set-cookie', 'location', 'connection'), $answer['body'], "\n";
}
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
  content-type: text/plain; charset=utf-8
  set-cookie: visits=5
  location: -
  connection: -
GET /page?name=you, visit 5
name: you
the end

HTTP/1.1 200 OK
  content-type: text/plain; charset=utf-8
  set-cookie: visits=1
  location: -
  connection: close
GET /?exit=1, visit 1
name: -
that is all

HTTP/1.1 302 Found
  content-type: -
  set-cookie: visits=1
  location: /
  connection: close

HTTP/1.1 200 OK
  content-type: text/plain; charset=utf-8
  set-cookie: visits=1
  location: -
  connection: -
POST /, visit 1
name: from a form
doc: a.txt, 5 bytes
the end
