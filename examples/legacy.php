<?php
/* A page as it was written for mod_php; examples/superglobals.php serves it. */
setcookie('visits', (string)(($_COOKIE['visits'] ?? 0) + 1));
if (isset($_GET['away'])) {
    header('Location: /', true, 302);
    exit;
}
header('Content-Type: text/plain; charset=utf-8');
echo $_SERVER['REQUEST_METHOD'], ' ', $_SERVER['REQUEST_URI'], ', visit ', ($_COOKIE['visits'] ?? 0) + 1, "\n";
echo 'name: ', $_REQUEST['name'] ?? '-', "\n";
foreach ($_FILES as $field => $file) {
    echo "$field: $file[name], $file[size] bytes\n";
}
if (isset($_GET['exit'])) {
    exit("that is all\n");
}
echo "the end\n";
