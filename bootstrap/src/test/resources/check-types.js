// Checks the types of the scripts among `files`, with `ts`, the compiler, as editors do. The value is the list of errors.
((files) => {
    const host = {
        fileExists: (name) => name in files,
        readFile: (name) => files[name],
        getSourceFile: (name, version) =>
            name in files ? ts.createSourceFile(name, files[name], version) : undefined,
        getDefaultLibFileName: () => "/lib.esnext.d.ts",
        getDefaultLibLocation: () => "/",
        getCurrentDirectory: () => "/",
        getCanonicalFileName: (name) => name,
        useCaseSensitiveFileNames: () => true,
        getNewLine: () => "\n",
        writeFile: () => {},
    };
    const { compilerOptions } = JSON.parse(files["/jsconfig.json"]);
    const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, "/");
    const scripts = Object.keys(files).filter((name) => /\.(js|ts)$/.test(name) && !name.startsWith("/lib."));
    return ts.getPreEmitDiagnostics(ts.createProgram(scripts, options, host)).map(
        ({ file, start, messageText }) => `${file?.fileName}:${
            file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0
        } ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
})(files);
