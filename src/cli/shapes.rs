//! What help says of exit codes and of the shapes of JSON: the contract with other programs.

pub(super) const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 failed, 2 used wrongly, 3 not found or ambiguous,
4 mistakes in a roadmap or the settings. --help tells what --json prints.";

pub(super) const SHAPES: &str = "\
Exit codes: 0 done, 1 failed, 2 used wrongly, 3 not found or ambiguous,
4 mistakes in a roadmap or the settings.

With --json each command prints one object on standard output, with `schema`
1 and what stands below; later versions only add to it. A percent is a whole
number or null, a time is RFC 3339 with its offset.

  list       roadmaps[]{id,title,file,replaces_bundled,complete,total,bonus,
             percent,skipped,last_activity,next as of next},
             unreadable[]{file,line,first,complaints}
  show       roadmap{id,title,…}, stages[]{id,title,status,complete,total,
             bonus,percent,…,met_in,topics[]}; topics nest, and each carries
             the fields of the file that it has
  next       next[]{roadmap,id,title,path,status,reason,why,group,
             estimate_minutes}, optional_left
  stats      roadmap{id,title,complete,total,bonus,percent}, learned, known,
             skipped, left, pace_per_week, weeks_left{from,to},
             estimated_left{minutes,topics}, stages[]{id,title,complete,
             total,bonus,percent}, days[]{date,learned[]{id,title}},
             missing[]{id,title}, orphans[]
  done start know skip reset note proof undo redo, recall with an answer
             changed[]{roadmap,id,title,field,from,to}; a field is status,
             note, proof or recall{answer,step,on};
             roadmaps[]{id,complete,total,bonus,percent}
  note proof without anything to write
             roadmap, id, title, note, proof[]
  adopt      roadmap, from, id, title, status
  recall     recall[]{roadmap,id,title,path,learned,step,check,note}, more
  search     found[]{roadmap,id,title,path,status}
  log        days[]{day,edits[]{id,at,by,roadmap,topic,title,
             set{status,note,proof,recall{answer,step,on},from},
             group,undo,redo}}
  export     of json: milepost, lines[] (each as in progress.jsonl),
             unreadable[]; of md: roadmap, format, text
  import     came{edits,machines[]{machine,edits}}, known, unreadable, dry_run
  sync       came{edits,machines[]{machine,edits}}, went, unreadable
  check      errors, warnings,
             diagnostics[]{severity,code,file,line,column,message,help},
             orphans[]{roadmap,id}, refused[]{file,message}
  restore    dry_run, edits, changed[]{roadmap,id,from,to}, unreadable_lines
  doctor     progress, exists, lines, edits, doubled, late, partial, torn, newer,
             on_network, is_other, unreadable_lines,
             bad_lines[]{line,bytes,reason,excerpt}, set_aside, aside,
             second_copy{edits,missing,trouble}, backups[], longer_backup,
             copies[], left_notes[]
  config     file, exists, errors, warnings,
             settings[]{name,value,is_default,overruled_by},
             diagnostics[] as of check; of --init: file, written
  path       data, state, progress, roadmaps, config
  keys       keys[]{command,group,keys,scopes,does,remark}
  completions
             shell, script
  picture    svg

An error is said on standard error as always, and printed as error{code,
message,hints[],candidates[]{roadmap,id,title},diagnostics[]}; its code is
failed, usage, not_found, ambiguous, choice or invalid_roadmap.";
