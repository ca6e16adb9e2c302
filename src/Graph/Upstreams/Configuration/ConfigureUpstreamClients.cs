using Graph.Configuration;
using Microsoft.Extensions.Options;

namespace Graph.Upstreams.Configuration;

/// <summary>Reads the section <c>Upstreams</c>: each upstream's own settings over the defaults.</summary>
internal sealed class ConfigureUpstreamClients(IConfiguration configuration, UpstreamNames names, IHostEnvironment environment)
    : IConfigureOptions<UpstreamClientsOptions>
{
    public void Configure(UpstreamClientsOptions options)
    {
        var section = configuration.GetSection(UpstreamClientsOptions.SectionName);
        var reader = new SectionReader(options.Problems);
        reader.Read(section, options, sections: names);
        options.Embedded ??= environment.IsDevelopment();

        // The defaults' problems are known from above; each upstream that inherits them need not repeat them.
        var inherit = new SectionReader(problems: []);
        foreach (var name in names)
        {
            var own = options.ByName[name] = new UpstreamClientOptions();
            inherit.Read(section.GetSection(nameof(UpstreamClientsOptions.Defaults)), own);
            reader.Read(section.GetSection(name), own);
        }
    }
}
